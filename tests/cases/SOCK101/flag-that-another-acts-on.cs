// The end is noted in a flag; whoever looks at it next closes the socket: at once, or one call further up.
using System;
using System.Net.Sockets;
using System.Threading;

public class Session
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[512];
    private bool connected = true;

    public Session(Socket socket)
    {
        this.socket = socket;
    }

    public void Begin()
    {
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceived, null);
    }

    private void OnReceived(IAsyncResult ar)
    {
        int count = socket.EndReceive(ar);
        if (count == 0)
        {
            connected = false;
            return;
        }
        Begin();
    }

    public void Watch()
    {
        while (true)
        {
            if (!Pause())
                break;
        }
        socket.Close();
    }

    private bool Pause()
    {
        if (!connected)
            return false;
        Thread.Sleep(1000);
        return true;
    }
}
