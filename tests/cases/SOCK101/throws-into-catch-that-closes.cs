// The throw on 0 lands in the general catch of the same method, which drops the connection; the narrow catch before it is for others: no finding.
using System;
using System.IO;
using System.Net.Sockets;

public class AtcFeedReader
{
    private Socket _feed;
    private readonly byte[] _block = new byte[4096];

    public AtcFeedReader(Socket feed)
    {
        _feed = feed;
    }

    public void Begin()
    {
        _feed.BeginReceive(_block, 0, _block.Length, SocketFlags.None, Received, null);
    }

    private void Received(IAsyncResult ar)
    {
        try
        {
            int n = _feed.EndReceive(ar);
            if (n == 0)
                throw new EndOfStreamException("feed closed");
            Console.WriteLine("{0} bytes", n);
            Begin();
        }
        catch (ObjectDisposedException)
        {
            return;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e.Message);
            DropFeed();
        }
    }

    private void DropFeed()
    {
        _feed.Dispose();
        _feed = null;
    }
}
