// Whatever came, the next receive is started because Connected is still true, as it is after an orderly close.
using System;
using System.Net.Sockets;

public class BadgeReader
{
    private readonly Socket reader;
    private readonly byte[] badge = new byte[12];

    public BadgeReader(Socket reader)
    {
        this.reader = reader;
        Next();
    }

    private void Next()
    {
        reader.BeginReceive(badge, 0, badge.Length, SocketFlags.None, OnBadge, null);
    }

    private void OnBadge(IAsyncResult ar)
    {
        int n = reader.EndReceive(ar); // expect: SOCK101 (rearm)
        if (n == badge.Length)
            Console.WriteLine("badge {0:x2}", badge[0]);
        if (reader.Connected) // expect: SOCK301 (guard-io)
            Next();
    }
}
