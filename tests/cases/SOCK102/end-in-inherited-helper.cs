using System;
using System.Net.Sockets;

class Base
{
    protected Socket socket;

    protected void Finish(IAsyncResult ar)
    {
        try
        {
            socket.EndSend(ar);
        }
        catch (SocketException)
        {
            socket.Close();
        }
    }
}

class Sender : Base
{
    public Sender(Socket socket)
    {
        this.socket = socket;
    }

    public void Send(byte[] data)
    {
        socket.BeginSend(data, 0, data.Length, SocketFlags.None, Sent, null);
    }

    private void Sent(IAsyncResult ar)
    {
        Finish(ar);
    }
}
