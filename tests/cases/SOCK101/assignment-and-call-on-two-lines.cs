// The call stands on the lines below the variable that takes its count; the test and the close follow: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class ElevatorMonitor
{
    private readonly NetworkStream shaft;

    public ElevatorMonitor(NetworkStream shaft)
    {
        this.shaft = shaft;
    }

    public async Task MonitorAsync()
    {
        var floor = new byte[8];
        int count;
        do
        {
            count =
                await shaft
                    .ReadAsync(
                        floor,
                        0,
                        floor.Length)
                    .ConfigureAwait(false);
        }
        while (count > 0);

        shaft.Dispose();
    }
}
