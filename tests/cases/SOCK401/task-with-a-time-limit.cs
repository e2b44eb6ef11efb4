// What a task yields is handed on, whatever stands between the call and the await.
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Acceptor
{
    Socket listener;
    Socket accepted;

    public async Task Accept(CancellationToken token)
    {
        accepted = await listener.AcceptAsync().WithCancellation(token).ConfigureAwait(false);
        accepted.NoDelay = true;
    }

    public void Close()
    {
        accepted?.Close();
        listener.Close();
    }
}

class Paired
{
    (TcpClient Client, bool Own)? held;

    public async Task Connect(string host)
    {
        TcpClient client = new TcpClient();
        held = (client, true);
        await client.ConnectAsync(host, 502);
    }

    public void Close()
    {
        held?.Client.Close();
    }
}
