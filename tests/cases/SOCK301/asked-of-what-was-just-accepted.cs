// Read right after it was accepted, or where a connect ends, whatever loop that stands in: no finding.
using System;
using System.Net.Sockets;

class Server
{
    readonly TcpListener listener = new TcpListener(System.Net.IPAddress.Any, 7);

    public void Run()
    {
        while (true)
        {
            TcpClient client = listener.AcceptTcpClient();
            if (!client.Connected)
            {
                client.Close();
                return;
            }
            Console.WriteLine(client.Available);
            client.Close();
        }
    }

    void Ended(IAsyncResult result)
    {
        var client = (TcpClient)result.AsyncState;
        using (client)
        {
            if (client.Connected)
            {
                client.EndConnect(result);
                Console.WriteLine(client.Available);
            }
        }
    }

    public void Connect()
    {
        var client = new TcpClient();
        client.BeginConnect("localhost", 7, Ended, client);
    }
}
