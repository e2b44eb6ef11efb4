// The helper takes any stream, but this program gives it a socket's, on whose end its loop adds 0 for ever: it spins.
using System.IO;
using System.Net.Sockets;

internal static class Blocks
{
    internal static byte[] ReadBlock(Stream source, int size)
    {
        var block = new byte[size];
        for (int got = 0; got < size;)
            got += source.Read(block, got, size - got); // expect: SOCK101 (spin)
        return block;
    }
}

public class ArchiveClient
{
    private readonly TcpClient archive;

    public ArchiveClient(TcpClient archive)
    {
        this.archive = archive;
    }

    public byte[] Header()
    {
        return Blocks.ReadBlock(archive.GetStream(), 32);
    }
}
