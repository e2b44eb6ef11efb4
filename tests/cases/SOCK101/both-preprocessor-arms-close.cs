// Each arm of the #if has a read of its own, and the count of either is tested and closed below: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class RouterShell
{
    private readonly NetworkStream stream;

    public RouterShell(NetworkStream stream)
    {
        this.stream = stream;
    }

    public async Task ReadPrompt()
    {
        var buffer = new byte[256];
        while (true)
        {
#if NETSTANDARD2_1
            int n = await stream.ReadAsync(buffer.AsMemory());
#else
            int n = await stream.ReadAsync(buffer, 0, buffer.Length);
#endif
            if (n == 0)
            {
                stream.Dispose();
                return;
            }

            Console.Write((char)buffer[0]);
        }
    }
}
