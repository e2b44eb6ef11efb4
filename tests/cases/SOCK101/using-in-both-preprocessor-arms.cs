// Each arm of the #if has a `using` of its own, for the rest of the block: whichever is compiled, it closes at the end.
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

public class EchoOnce
{
    public async Task Run(TcpListener listener, CancellationToken token)
    {
#if NET8_0_OR_GREATER
        using var client = await listener.AcceptTcpClientAsync(token);
#else
        using var client = await listener.AcceptTcpClientAsync();
#endif
        var stream = client.GetStream();
        var buffer = new byte[64];
        var count = await stream.ReadAsync(buffer, 0, buffer.Length, token);
        await stream.WriteAsync(buffer, 0, count, token);
    }
}
