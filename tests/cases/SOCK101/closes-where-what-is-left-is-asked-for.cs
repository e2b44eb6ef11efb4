// What is left is asked for before the socket is closed: no finding. What was seen of the callee before the receive says
// nothing of what it does after it.
using System;
using System.Net.Sockets;
using System.Threading;

class Peer
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[4096];
    private bool flushing;

    public Peer(Socket socket)
    {
        this.socket = socket;
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, socket);
    }

    private void OnReceive(IAsyncResult result)
    {
        var socket = (Socket)result.AsyncState;
        int count = socket.EndReceive(result);
        if (count > 0)
        {
            Console.WriteLine(count);
            socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, socket);
        }
        else
        {
            Finish();
        }
    }

    private void Finish()
    {
        if (this.socket.Available > 0)
        {
            Console.WriteLine("something was left");
        }
        this.socket.Close();
    }
}
