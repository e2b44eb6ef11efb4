// An extension of the program's own, which takes a count where the platform takes a buffer, throws at the end.
using System;
using System.IO;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;

static class StreamExtensions
{
    public static async Task<byte[]> ReadAsync(this SslStream stream, int count, CancellationToken token = default)
    {
        byte[] buffer = new byte[count];
        int total = 0;
        while (total < count)
        {
            int read = await stream.ReadAsync(buffer, total, count - total, token);
            if (read == 0)
                throw new EndOfStreamException();
            total += read;
        }
        return buffer;
    }
}

class Channel
{
    SslStream stream;

    async Task Receive(CancellationToken token)
    {
        try
        {
            while (true)
            {
                byte[] header = await stream.ReadAsync(4, token);
                Console.WriteLine(header[0]);
            }
        }
        catch (Exception)
        {
            stream.Dispose();
        }
    }
}
