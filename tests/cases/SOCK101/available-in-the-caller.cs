// The only caller looks whether there is anything to receive.
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;

class Server
{
    class Client
    {
        public TcpClient Tcp;
        public NetworkStream Stream;
    }

    readonly List<Client> clients = new List<Client>();
    readonly byte[] buffer = new byte[64];

    void Accept(TcpListener listener)
    {
        TcpClient tcp = listener.AcceptTcpClient();
        clients.Add(new Client { Tcp = tcp, Stream = tcp.GetStream() });
    }

    void Serve()
    {
        while (true)
        {
            foreach (Client client in clients)
            {
                if (client.Tcp.Available > 0)
                    Receive(client);
            }
            Thread.Sleep(10);
        }
    }

    void Receive(Client client)
    {
        int count = client.Stream.Read(buffer, 0, 3);
        if (count == 3)
            Console.WriteLine(buffer[0]);
    }
}
