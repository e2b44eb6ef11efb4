using System;
using System.Net.Sockets;

class Sender
{
    private readonly AsyncCallback done;
    private int count;

    public Sender()
    {
        done = Count;
    }

    public void Send(Socket socket, byte[] data)
    {
        socket.BeginSend(data, 0, data.Length, SocketFlags.None, done, null); // expect: SOCK102 (callback)
    }

    private void Count(IAsyncResult ar)
    {
        count++;
    }
}
