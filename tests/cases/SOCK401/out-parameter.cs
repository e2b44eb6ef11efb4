// The caller has it, by an out parameter.
using System.Net.Sockets;

static class Dialer
{
    public static bool TryDial(out Socket socket)
    {
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        return socket.Connected;
    }
}
