// The awaited count is dropped, so a closed peer looks like an answer and nobody closes the client: ignored.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class ThermostatClient
{
    private readonly TcpClient _client;

    public ThermostatClient(TcpClient client) => _client = client;

    public async Task SetTargetAsync(byte celsius)
    {
        var stream = _client.GetStream();
        var frame = new byte[] { 0x10, celsius };
        await stream.WriteAsync(frame, 0, frame.Length);
        await stream.ReadAsync(frame, 0, frame.Length); // expect: SOCK101 (ignored)
        Console.WriteLine("target set to {0}", frame[1]);
    }
}
