// On 0 the close is left to a task, which disposes the client a moment later: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class GreenhouseNode
{
    private readonly TcpClient node;

    public GreenhouseNode(TcpClient node)
    {
        this.node = node;
    }

    public async Task ReadLoop()
    {
        var sample = new byte[12];
        var stream = node.GetStream();
        for (;;)
        {
            var n = await stream.ReadAsync(sample, 0, sample.Length).ConfigureAwait(false);
            if (n == 0)
            {
                _ = Task.Run(() => node.Dispose());
                return;
            }

            Console.WriteLine("humidity {0}", sample[2]);
        }
    }
}
