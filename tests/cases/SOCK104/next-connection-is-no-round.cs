// The loop goes on with another client: the failed one is left open, since Connected is false by then.
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

class Server
{
    readonly TcpListener listener = new TcpListener(IPAddress.Any, 7000);

    public async Task Run()
    {
        listener.Start();
        while (true)
        {
            TcpClient client = await listener.AcceptTcpClientAsync();
            Task task = Handle(client);
        }
    }

    async Task Handle(TcpClient client)
    {
        await Receive(client, client.GetStream());
        if (client.Connected)
        {
            client.Close();
        }
    }

    async Task Receive(TcpClient client, NetworkStream stream)
    {
        var buffer = new byte[64];
        try
        {
            int count = await stream.ReadAsync(buffer, 0, 64); // expect: SOCK104 not-closed
            if (count == 0)
            {
                client.Close();
            }
        }
        catch (Exception failure)
        {
            Console.WriteLine(failure);
        }
    }
}
