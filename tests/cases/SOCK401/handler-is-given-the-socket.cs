// The handler of event args is given the socket that the operation was begun on.
using System;
using System.Net;
using System.Net.Sockets;

static class Connector
{
    public static void Connect(EndPoint end, Action<Socket> connected)
    {
        SocketAsyncEventArgs args = new SocketAsyncEventArgs { RemoteEndPoint = end };
        args.Completed += (sender, e) => connected((Socket)sender);
        Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (!socket.ConnectAsync(args))
            connected(socket);
    }
}
