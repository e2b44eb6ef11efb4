// A peek takes nothing out and is there to ask whether the peer has gone, which is what the method answers: no finding.
using System.Net.Sockets;

public static class SocketHealth
{
    public static bool HasGone(this Socket socket)
    {
        if (!socket.Poll(0, SelectMode.SelectRead))
            return false;

        var one = new byte[1];
        return socket.Receive(one, SocketFlags.Peek) == 0;
    }
}
