// The pool gives out a client again if its flag is true, and makes a new one if not: the dead one among the idle is given out.
using System.Collections.Concurrent;
using System.Net.Sockets;

public class SearchPool
{
    private readonly ConcurrentBag<TcpClient> idle = new ConcurrentBag<TcpClient>();
    private readonly string host;

    public SearchPool(string host)
    {
        this.host = host;
    }

    public TcpClient Rent()
    {
        TcpClient client;
        while (idle.TryTake(out client))
        {
            if (client.Connected) // expect: SOCK301
                return client;
            client.Close();
        }

        return new TcpClient(host, 9300);
    }

    public void Return(TcpClient client)
    {
        idle.Add(client);
    }
}
