// The callback only files what has ended; a thread elsewhere ends it.
using System;
using System.Collections.Concurrent;
using System.Net.Sockets;

class Sender
{
    private readonly BlockingCollection<IAsyncResult> ended = new BlockingCollection<IAsyncResult>();

    public void Send(Socket socket, byte[] data)
    {
        socket.BeginSend(data, 0, data.Length, SocketFlags.None, Sent, socket);
    }

    private void Sent(IAsyncResult ar)
    {
        ended.Add(ar);
    }
}
