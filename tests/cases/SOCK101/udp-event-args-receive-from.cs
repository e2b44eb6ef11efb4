// The event args serve ReceiveFromAsync on a datagram socket, where a transfer of 0 bytes is an empty datagram: no finding.
using System;
using System.Net;
using System.Net.Sockets;

public class GameLobbyPort
{
    private readonly Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public void Open(int port)
    {
        socket.Bind(new IPEndPoint(IPAddress.Any, port));
        var args = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Any, 0) };
        args.SetBuffer(new byte[1200], 0, 1200);
        args.Completed += OnReceiveFrom;
        Next(args);
    }

    private void Next(SocketAsyncEventArgs args)
    {
        if (!socket.ReceiveFromAsync(args))
            OnReceiveFrom(socket, args);
    }

    private void OnReceiveFrom(object sender, SocketAsyncEventArgs args)
    {
        Console.WriteLine("{0}: {1} bytes", args.RemoteEndPoint, args.BytesTransferred);
        Next(args);
    }
}
