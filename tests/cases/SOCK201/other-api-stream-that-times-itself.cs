// The project's own stream stores the timeout and applies it to each awaited read by itself: what is set on it is no socket's, no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class TimedReader
{
    private readonly NetworkStream inner;

    public TimedReader(NetworkStream inner)
    {
        this.inner = inner;
    }

    public int ReadTimeout { get; set; }

    public async Task<int> ReadAsync(byte[] buffer)
    {
        Task<int> read = inner.ReadAsync(buffer, 0, buffer.Length);
        if (await Task.WhenAny(read, Task.Delay(ReadTimeout)) == read)
            return await read;
        inner.Dispose();
        throw new TimeoutException();
    }
}

public class BusStop
{
    private readonly TimedReader stream;

    public BusStop(TcpClient client)
    {
        stream = new TimedReader(client.GetStream());
        stream.ReadTimeout = 2500;
    }

    public Task<int> NextBusAsync(byte[] line) => stream.ReadAsync(line);
}
