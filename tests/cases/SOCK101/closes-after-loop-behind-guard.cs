// After the loop the client is closed unless Stop was asked for, and Stop has closed it then: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class TickerFeed
{
    private readonly TcpClient _client;
    private volatile bool _stopRequested;

    public TickerFeed(TcpClient client) => _client = client;

    public async Task Pump()
    {
        var stream = _client.GetStream();
        var tick = new byte[128];
        int n;
        while ((n = await stream.ReadAsync(tick, 0, tick.Length)) != 0)
        {
            Console.WriteLine("{0} bytes of ticks", n);
        }

        if (!_stopRequested && _client.Connected)
        {
            _client.Close();
        }
    }

    public void Stop()
    {
        _stopRequested = true;
        _client.Close();
    }
}
