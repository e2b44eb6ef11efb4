using System;
using System.Net.Sockets;

abstract class Channel
{
    protected readonly Socket socket;

    protected Channel(Socket socket)
    {
        this.socket = socket;
    }

    public void Send(byte[] data)
    {
        socket.BeginSend(data, 0, data.Length, SocketFlags.None, OnSent, null);
    }

    protected abstract void OnSent(IAsyncResult ar);
}
