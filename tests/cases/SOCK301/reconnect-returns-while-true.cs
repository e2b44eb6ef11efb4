// Reconnect does nothing while the flag is true, which is just when a peer has closed in an orderly way.
using System.Net;
using System.Net.Sockets;

public class PagerGateway
{
    private readonly EndPoint centre;
    private Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public PagerGateway(EndPoint centre)
    {
        this.centre = centre;
    }

    public void Reconnect()
    {
        if (socket.Connected) // expect: SOCK301 (reconnect)
            return;

        socket.Close();
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(centre);
    }
}
