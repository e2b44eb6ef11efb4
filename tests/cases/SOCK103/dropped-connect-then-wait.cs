// The thread waits for what only the handler sets.
using System.Net;
using System.Net.Sockets;
using System.Threading;

class Connector
{
    private readonly AutoResetEvent done = new AutoResetEvent(false);

    public bool Connect(Socket socket, EndPoint there)
    {
        var args = new SocketAsyncEventArgs();
        args.RemoteEndPoint = there;
        args.Completed += (s, e) => done.Set();
        socket.ConnectAsync(args); // expect: SOCK103
        done.WaitOne();
        return args.SocketError == SocketError.Success;
    }
}
