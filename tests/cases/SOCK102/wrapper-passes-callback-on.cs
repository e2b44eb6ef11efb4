using System;
using System.Net.Sockets;

class Wrapper
{
    private readonly Socket socket;

    public Wrapper(Socket socket)
    {
        this.socket = socket;
    }

    public IAsyncResult BeginPut(byte[] data, AsyncCallback callback, object state)
    {
        return socket.BeginSend(data, 0, data.Length, SocketFlags.None, callback, state);
    }

    public int EndPut(IAsyncResult ar)
    {
        return socket.EndSend(ar);
    }
}
