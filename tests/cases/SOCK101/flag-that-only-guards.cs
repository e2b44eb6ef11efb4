// The end is noted in a flag, and all that the flag is asked for is whether to go on: nobody ever closes the socket.
using System;
using System.Net.Sockets;

public class Session
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[512];
    private bool connected = true;

    public Session(Socket socket)
    {
        this.socket = socket;
    }

    public void Next()
    {
        if (!connected)
            return;
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceived, null);
    }

    private void OnReceived(IAsyncResult ar)
    {
        int count = socket.EndReceive(ar); // expect: SOCK101 (not-closed)
        if (count == 0)
        {
            connected = false;
            return;
        }
        Console.WriteLine(buffer[0]);
        Next();
    }
}
