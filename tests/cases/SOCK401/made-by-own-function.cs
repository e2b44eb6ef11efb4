// Who calls a function that makes a connection and keeps nothing of it is its owner.
using System.Net.Sockets;

static class Dialer
{
    static TcpClient Make(string host)
    {
        TcpClient client = new TcpClient();
        client.NoDelay = true;
        return client;
    }

    static void Forgets(string host)
    {
        TcpClient client = Make(host); // expect: SOCK401 (normal-path)
        client.NoDelay = false;
    }

    static void Uses(string host)
    {
        using (TcpClient client = Make(host))
            client.NoDelay = false;
    }
}
