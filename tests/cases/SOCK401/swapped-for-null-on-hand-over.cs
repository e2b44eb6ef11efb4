// The local is given up on hand-over, and the finally disposes of what is left.
using System.Net.Sockets;

class Dialer
{
    private Socket current;

    public void Dial(string host)
    {
        Socket socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(host, 7);
            current = socket;
            socket = null;
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
