// KeepAliveSendTimeout only ends like the property, and belongs to the project's class: no finding.
using System.Net.Sockets;
using System.Threading.Tasks;

public class FleetChannel
{
    private readonly Socket socket;

    public FleetChannel(Socket socket)
    {
        this.socket = socket;
        this.KeepAliveSendTimeout = 45000;
        socket.NoDelay = true;
    }

    public int KeepAliveSendTimeout { get; set; }

    public async Task KeepAliveAsync(byte[] nothing)
    {
        await Task.Delay(KeepAliveSendTimeout);
        using (var stream = new NetworkStream(socket))
            await stream.WriteAsync(nothing, 0, nothing.Length);
    }
}
