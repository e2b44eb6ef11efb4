// The loop elsewhere ends at a count of 0, and closes: no finding.
using System;
using System.Collections;
using System.Net.Sockets;
using System.Text;

public class FeedThatEnds
{
    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private readonly byte[] buffer = new byte[512];
    private int received = 1;
    private string text = "";

    public FeedThatEnds(TcpClient client)
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
        while (received > 0);
        client.Close();
    }

    private void OnRead(IAsyncResult result)
    {
        received = stream.EndRead(result);
        text = Encoding.ASCII.GetString(buffer, 0, received);
    }
}
