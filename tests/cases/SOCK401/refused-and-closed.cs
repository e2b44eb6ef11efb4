// Refused peers are closed, the others handed on.
using System.Collections.Generic;
using System.Net.Sockets;

class Server
{
    private readonly List<TcpClient> clients = new List<TcpClient>();

    public void Accept(TcpListener listener)
    {
        TcpClient client = listener.AcceptTcpClient();
        if (clients.Count > 10)
        {
            client.Close();
            return;
        }
        clients.Add(client);
    }
}
