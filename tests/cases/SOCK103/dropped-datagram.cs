using System.Net;
using System.Net.Sockets;

class Listener
{
    public void Start()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp); // expect: SOCK401 (exception-path)
        socket.Bind(new IPEndPoint(IPAddress.Any, 9999));
        var args = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Any, 0) };
        args.SetBuffer(new byte[1500], 0, 1500);
        args.Completed += (s, e) => socket.ReceiveFromAsync(e); // the answer is returned by the lambda
        socket.ReceiveFromAsync(args); // expect: SOCK103
    }
}
