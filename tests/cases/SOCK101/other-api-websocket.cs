// A WebSocket tells its end by the message type and not by the count, so its ReceiveAsync is not ours: no finding.
using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

public class QuoteStream
{
    private readonly WebSocket socket;

    public QuoteStream(WebSocket socket)
    {
        this.socket = socket;
    }

    public async Task Pump(CancellationToken stop)
    {
        var buffer = new ArraySegment<byte>(new byte[4096]);
        while (!stop.IsCancellationRequested)
        {
            WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, stop);
            Console.WriteLine("{0} bytes of quotes", result.Count);
        }
    }
}
