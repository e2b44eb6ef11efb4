// Nobody waits for the args of the one, so nothing is lost with its answer; somebody does for those of the other.
using System;
using System.Net.Sockets;

class Peer
{
    private readonly Socket socket;

    public Peer(Socket socket)
    {
        this.socket = socket;
    }

    public void Push(byte[] data)
    {
        var args = new SocketAsyncEventArgs();
        args.SetBuffer(data, 0, data.Length);
        socket.SendAsync(args);
    }

    public void Send(byte[] data)
    {
        var args = new SocketAsyncEventArgs();
        args.Completed += OnSent;
        args.SetBuffer(data, 0, data.Length);
        socket.SendAsync(args); // expect: SOCK103
    }

    private void OnSent(object sender, SocketAsyncEventArgs e)
    {
        Console.WriteLine(e.SocketError);
    }
}
