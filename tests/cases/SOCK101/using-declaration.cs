// The client is a using declaration of the handler, so the return on 0 disposes it: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Orchard.Echo;

public sealed class EchoService(TcpListener listener)
{
    public async Task RunAsync()
    {
        while (true)
        {
            _ = EchoAsync(await listener.AcceptTcpClientAsync());
        }
    }

    private static async Task EchoAsync(TcpClient accepted)
    {
        using var client = accepted;
        var stream = client.GetStream();
        var memory = new byte[1024];
        while (true)
        {
            var n = await stream.ReadAsync(memory);
            if (n is 0)
            {
                return;
            }

            await stream.WriteAsync(memory.AsMemory(0, n));
        }
    }
}
