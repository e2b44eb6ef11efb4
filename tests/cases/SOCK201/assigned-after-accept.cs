// The accepted client gets a receive timeout, but its requests are read by ReadAsync only, so a client that says nothing stays for ever.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class KeyServer
{
    private readonly TcpListener listener;

    public KeyServer(TcpListener listener)
    {
        this.listener = listener;
    }

    public async Task RunAsync()
    {
        while (true)
        {
            TcpClient accepted = await listener.AcceptTcpClientAsync();
            accepted.ReceiveTimeout = 10000; // expect: SOCK201
            _ = ServeAsync(accepted);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var request = new byte[32];
            int n;
            while ((n = await client.GetStream().ReadAsync(request, 0, request.Length)) > 0)
                Console.WriteLine("key request of {0} bytes", n);
        }
    }
}
