// The cancel flag ends the loop when we want it to; the socket's flag beside it does not when the peer goes.
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

public class StatusPusher
{
    private readonly Socket dashboard;

    public StatusPusher(Socket dashboard)
    {
        this.dashboard = dashboard;
    }

    public async Task PushAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && dashboard.Connected) // expect: SOCK301 (loop)
        {
            dashboard.Send(new byte[] { 0x01 });
            await Task.Delay(1000);
        }
    }
}
