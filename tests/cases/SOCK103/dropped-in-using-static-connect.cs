// The static overload makes its own socket, and answers alike.
using System.Net.Sockets;
using System.Threading;

class Dialer
{
    public void Dial(SocketAsyncEventArgs args, ManualResetEvent done)
    {
        args.Completed += (s, e) => done.Set();
        Socket.ConnectAsync(SocketType.Stream, ProtocolType.Tcp, args); // expect: SOCK103
        done.WaitOne();
    }
}
