// Only one arm of the #if releases at the end of the block: where the other is compiled, nobody does.
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

public class EchoOnce
{
    public static async Task Main()
    {
        var listener = TcpListener.Create(7007);
        listener.Start();
        await Run(listener, CancellationToken.None);
    }

    private static async Task Run(TcpListener listener, CancellationToken token)
    {
#if NET8_0_OR_GREATER
        using var client = await listener.AcceptTcpClientAsync(token);
#else
        var client = await listener.AcceptTcpClientAsync(); // expect: SOCK401
#endif
        var stream = client.GetStream();
        var buffer = new byte[64];
        var count = await stream.ReadAsync(buffer, 0, buffer.Length, token); // expect: SOCK101 (ignored)
        await stream.WriteAsync(buffer, 0, count, token);
    }
}
