// The writes are synchronous and obey the send timeout; the reads are awaited, so the receive timeout beside it does nothing.
using System.Net.Sockets;
using System.Threading.Tasks;

public class TelemetryBridge
{
    private readonly TcpClient bridge;

    public TelemetryBridge(TcpClient bridge)
    {
        this.bridge = bridge;
        bridge.SendTimeout = 5000;
        bridge.ReceiveTimeout = 5000; // expect: SOCK201
    }

    public void Send(byte[] sample)
    {
        bridge.GetStream().Write(sample, 0, sample.Length);
    }

    public async Task<int> ReceiveAsync(byte[] command)
    {
        return await bridge.GetStream().ReadAsync(command, 0, command.Length);
    }
}
