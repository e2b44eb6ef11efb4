// The helper takes any stream and throws at its end, which is right for files and sockets alike: no finding.
using System.IO;
using System.Net.Sockets;

public static class StreamFiller
{
    public static void Fill(Stream source, byte[] target)
    {
        for (int at = 0; at < target.Length;)
        {
            int n = source.Read(target, at, target.Length - at);
            if (n <= 0)
                throw new EndOfStreamException("wanted " + target.Length + ", got " + at);
            at += n;
        }
    }
}

public class ReplayClient
{
    private readonly TcpClient server;

    public ReplayClient(TcpClient server)
    {
        this.server = server;
    }

    public byte[] Frame(int length)
    {
        var frame = new byte[length];
        StreamFiller.Fill(server.GetStream(), frame);
        return frame;
    }
}
