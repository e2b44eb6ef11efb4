// The values say that there is to be no timeout, which is just what asynchronous I/O does: no finding.
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

public class LongPoll
{
    private readonly NetworkStream stream;

    public LongPoll(TcpClient client)
    {
        client.ReceiveTimeout = 0;
        client.SendTimeout = -1;
        stream = client.GetStream();
        stream.ReadTimeout = Timeout.Infinite;
    }

    public async Task<int> PollAsync(byte[] buffer)
    {
        await stream.WriteAsync(buffer, 0, 1);
        return await stream.ReadAsync(buffer, 0, buffer.Length);
    }
}
