// The lambda returns the count, Retry hands it on, and the pump closes the socket when it gets 0: no finding.
using System;
using System.Net.Sockets;

public class CatalogueMirror
{
    private readonly Socket upstream;

    public CatalogueMirror(Socket upstream)
    {
        this.upstream = upstream;
    }

    public void Pump()
    {
        var page = new byte[1500];
        int n;
        do
        {
            n = Timed(() => upstream.Receive(page));
            Console.WriteLine("page part of {0}", n);
        }
        while (n > 0);
        upstream.Close();
    }

    private static int Timed(Func<int> receive)
    {
        DateTime begun = DateTime.UtcNow;
        int count = receive();
        Console.WriteLine(DateTime.UtcNow - begun);
        return count;
    }
}
