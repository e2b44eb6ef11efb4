// The task of the read is returned as it is, and its one caller awaits it, tests the count and disposes the client: no finding.
using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

public class PresenceLink
{
    private readonly TcpClient _tcp;
    private readonly byte[] _buffer = new byte[700];

    public PresenceLink(TcpClient tcp)
    {
        _tcp = tcp;
    }

    public async Task FollowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            int n = await NextChunk(stop);
            if (n == 0)
                break;
            Console.WriteLine("presence update, {0} bytes", n);
        }

        _tcp.Dispose();
    }

    private Task<int> NextChunk(CancellationToken stop)
    {
        return _tcp.GetStream().ReadAsync(_buffer, 0, _buffer.Length, stop);
    }
}
