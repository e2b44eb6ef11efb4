// The count is kept for a loop elsewhere, whose test holds for 0 as for any other count, so nobody is told of the end.
using System;
using System.Collections;
using System.Net.Sockets;
using System.Text;

public class Feed
{
    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private readonly byte[] buffer = new byte[512];
    private int received;
    private string text = "";

    public Feed(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
    }

    public IEnumerator Run()
    {
        do
        {
            stream.BeginRead(buffer, 0, buffer.Length, OnRead, null);
            if (text.Length > 0)
            {
                Console.WriteLine(text);
            }
            yield return null;
        }
        while (received >= 0);
        client.Close();
    }

    private void OnRead(IAsyncResult result)
    {
        received = stream.EndRead(result); // expect: SOCK101
        text = Encoding.ASCII.GetString(buffer, 0, received);
    }
}
