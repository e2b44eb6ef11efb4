// Four lines, and a refused connect leaks.
using System.Net.Sockets;

static class Dialer
{
    public static Socket Dial(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); // expect: SOCK401 (exception-path)
        socket.Connect(host, 7);
        return socket;
    }
}
