// A failure on the way is handed to the caller as a task that has failed: no finding.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

class Bytes
{
    readonly NetworkStream stream;

    public Bytes(TcpClient client) => stream = client.GetStream();

    public ValueTask<int> Read(byte[] buffer)
    {
        try
        {
            return new ValueTask<int>(Once(buffer).GetAwaiter().GetResult());
        }
        catch (Exception failure)
        {
            return Failures.FromException<int>(failure);
        }
    }

    async Task<int> Once(byte[] buffer)
    {
        int count = await stream.ReadAsync(buffer, 0, buffer.Length);
        if (buffer.Length > 4096)
        {
            throw new IOException("took too long");
        }
        return count;
    }
}
