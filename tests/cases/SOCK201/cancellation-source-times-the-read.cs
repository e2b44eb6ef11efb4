// The timeout does nothing for the awaited read, but a cancellation source with the same value times that read: low confidence, hidden by default.
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

public class RateLimiterClient
{
    private readonly TcpClient client;

    public RateLimiterClient(TcpClient client)
    {
        this.client = client;
        this.client.ReceiveTimeout = 2000;
    }

    public async Task<int> TakeAsync(byte[] token)
    {
        using (var limit = new CancellationTokenSource(2000))
        {
            return await client.GetStream().ReadAsync(token, 0, token.Length, limit.Token);
        }
    }
}
