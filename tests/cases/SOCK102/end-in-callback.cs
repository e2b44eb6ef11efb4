using System;
using System.Net.Sockets;

class Sender
{
    public void Send(Socket socket, byte[] data)
    {
        socket.BeginSend(data, 0, data.Length, SocketFlags.None, new AsyncCallback(Sent), socket);
    }

    private static void Sent(IAsyncResult ar)
    {
        ((Socket)ar.AsyncState).EndSend(ar);
    }
}
