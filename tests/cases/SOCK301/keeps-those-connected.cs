// Only those are kept whose flag says so.
using System.Collections.Generic;
using System.Net.Sockets;

class Server
{
    List<Socket> clients = new List<Socket>();

    public void Accept(Socket listener)
    {
        Socket client = listener.Accept(); // expect: SOCK401
        if (client.Connected)
            clients.Add(client);
    }

    public void Restart()
    {
        var connected = new List<Socket>();
        foreach (Socket client in clients)
        {
            if (client.Connected) // expect: SOCK301 (health-check)
                connected.Add(client);
        }
        clients = connected;
    }
}
