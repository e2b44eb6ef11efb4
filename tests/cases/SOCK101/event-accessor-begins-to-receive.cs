// Who takes a handler away runs nothing of what begins when one comes: no finding.
using System;
using System.Net.Sockets;

public class Feed
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[4096];
    private Action<byte[]> received;

    public Feed(Socket socket)
    {
        this.socket = socket;
    }

    public event Action<byte[]> Received
    {
        add
        {
            received += value;
            socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
        }

        remove
        {
            received -= value;
        }
    }

    private void OnReceive(IAsyncResult result)
    {
        int count = socket.EndReceive(result);
        if (count == 0)
        {
            Received -= OnData;
            socket.Close();
            return;
        }

        received?.Invoke(buffer);
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
    }

    private void OnData(byte[] data)
    {
        Console.WriteLine(data.Length);
    }
}
