// Connected is still true before the receive fails. What is caught stands for nothing received, and the next is begun.
using System;
using System.Net.Sockets;

class Feed
{
    private readonly byte[] buffer = new byte[4096];

    public void Start(TcpClient client)
    {
        client.GetStream().BeginRead(buffer, 0, buffer.Length, OnRead, client);
    }

    private void OnRead(IAsyncResult result)
    {
        TcpClient client = (TcpClient)result.AsyncState;
        if (!client.Connected) return; // expect: SOCK301
        NetworkStream stream = client.GetStream();
        int count = 0;
        try
        {
            count = stream.EndRead(result); // expect: SOCK101 SOCK104
        }
        catch
        {
            count = 0;
        }
        Console.WriteLine(count);
        stream.BeginRead(buffer, 0, buffer.Length, OnRead, client);
    }
}
