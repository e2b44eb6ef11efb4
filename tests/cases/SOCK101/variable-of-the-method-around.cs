// The lambda drains what the method around it opened, and closes when it is done: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

class Client
{
    public async Task Talk(string host)
    {
        using (var client = new TcpClient(host, 7))
        {
            NetworkStream stream = client.GetStream();
            Task drain = Task.Run(async () =>
            {
                var buffer = new byte[4096];
                while (await stream.ReadAsync(buffer, 0, buffer.Length) > 0)
                {
                    Console.Write(".");
                }
            });
            await stream.WriteAsync(new byte[] { 63 }, 0, 1);
            await drain;
        }
    }
}
