// A static and a member of the same name both have it.
using System.Net;
using System.Net.Sockets;

class Server
{
    private static Socket listener;
    private Socket current;

    public void Start()
    {
        var made = current = listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        made.Bind(new IPEndPoint(IPAddress.Any, 7));
    }
}
