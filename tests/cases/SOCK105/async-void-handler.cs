// Nobody can await it, so its exception is nobody's.
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
            Serve(client);
        }
    }

    private async void Serve(TcpClient client)
    {
        using (client)
        {
            byte[] buffer = new byte[4096];
            int count = await client.GetStream().ReadAsync(buffer, 0, buffer.Length); // expect: SOCK105 (async-void)
            Console.WriteLine(count);
        }
    }
}
