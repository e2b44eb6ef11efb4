// The client is one half of a tuple in a field; its flag is the answer all the same.
using System;
using System.Net.Sockets;

public class CabinLink
{
    private readonly Tuple<TcpClient, DateTime> entry;

    public CabinLink(TcpClient client)
    {
        entry = Tuple.Create(client, DateTime.UtcNow);
    }

    public DateTime Since => entry.Item2;

    public bool IsConnected()
    {
        return entry.Item1.Connected; // expect: SOCK301 (member)
    }
}
