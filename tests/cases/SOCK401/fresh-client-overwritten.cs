// The fresh client is overwritten by the accepted one.
using System.Collections.Generic;
using System.Net.Sockets;

class Server
{
    private readonly List<TcpClient> clients = new List<TcpClient>();

    public void Accept(TcpListener listener)
    {
        TcpClient client = new TcpClient(); // expect: SOCK401 (normal-path)
        client = listener.AcceptTcpClient();
        clients.Add(client);
    }
}
