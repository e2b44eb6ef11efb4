// The extension method sets the timeout on every client it is given, and the one that it is given is only read asynchronously.
using System.Net.Sockets;
using System.Threading.Tasks;

internal static class TcpClientExtensions
{
    internal static TcpClient WithReceiveTimeout(this TcpClient client, int milliseconds)
    {
        client.ReceiveTimeout = milliseconds; // expect: SOCK201
        return client;
    }
}

public class RosterClient
{
    private readonly TcpClient roster;

    public RosterClient(TcpClient accepted)
    {
        roster = accepted.WithReceiveTimeout(8000);
    }

    public Task<int> NextAsync(byte[] entry)
    {
        return roster.GetStream().ReadAsync(entry, 0, entry.Length);
    }
}
