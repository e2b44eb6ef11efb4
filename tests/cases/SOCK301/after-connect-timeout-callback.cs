// The timer's callback closes a client that is not connected by then; a failed connect is what it asks after: no finding.
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

public class DialUp
{
    private readonly TcpClient client = new TcpClient();
    private Timer limit;

    public Task DialAsync(string host)
    {
        limit = new Timer(OnLimit, null, 3000, Timeout.Infinite);
        return client.ConnectAsync(host, 5000);
    }

    private void OnLimit(object state)
    {
        limit.Dispose();
        if (!client.Connected)
            client.Close();
    }
}
