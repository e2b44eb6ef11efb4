// The sends go through SendAsync with event args, which takes no notice of the send timeout.
using System;
using System.Net.Sockets;

public class MultiplayerSender
{
    private readonly Socket socket;

    public MultiplayerSender(Socket socket)
    {
        this.socket = socket;
        socket.SendTimeout = 200; // expect: SOCK201
    }

    public void Send(byte[] snapshot)
    {
        var args = new SocketAsyncEventArgs();
        args.SetBuffer(snapshot, 0, snapshot.Length);
        args.Completed += OnSent;
        if (!socket.SendAsync(args))
            OnSent(socket, args);
    }

    private void OnSent(object sender, SocketAsyncEventArgs args)
    {
        if (args.SocketError != SocketError.Success)
            Console.WriteLine("snapshot lost: {0}", args.SocketError);
        args.Dispose();
    }
}
