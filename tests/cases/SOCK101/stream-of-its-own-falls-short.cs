// A stream over another answers with what it has, and yields nothing the next time: no finding.
using System.IO;
using System.Net.Sockets;

abstract class Shell : Stream
{
    readonly NetworkStream inner;

    protected Shell(TcpClient client) => inner = client.GetStream();

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = inner.Read(buffer, offset, count);
        var one = new byte[1];
        if (read > 0 && buffer[read - 1] == 13 && inner.Read(one, 0, 1) == 0)
        {
            read--;
        }
        return read;
    }
}
