// A task keeps what is raised in it, awaited or not.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Server
{
    public void Run(TcpListener listener)
    {
        while (true)
        {
            TcpClient client = listener.AcceptTcpClient();
            Task served = Serve(client);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            byte[] buffer = new byte[4096];
            Console.WriteLine(await client.GetStream().ReadAsync(buffer, 0, buffer.Length));
        }
    }
}
