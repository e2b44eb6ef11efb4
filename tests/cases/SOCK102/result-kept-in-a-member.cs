using System;
using System.Net.Sockets;

class Sender
{
    private readonly Socket socket;
    private IAsyncResult pending;

    public Sender(Socket socket)
    {
        this.socket = socket;
    }

    public void Begin(byte[] data)
    {
        pending = socket.BeginSend(data, 0, data.Length, SocketFlags.None, null, null);
    }

    public int Finish()
    {
        return socket.EndSend(pending);
    }
}
