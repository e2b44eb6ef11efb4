using System;
using System.Net.Sockets;

class Counting : Channel
{
    private int total;

    public Counting(Socket socket) : base(socket)
    {
    }

    protected override void OnSent(IAsyncResult ar)
    {
        total += socket.EndSend(ar);
    }
}
