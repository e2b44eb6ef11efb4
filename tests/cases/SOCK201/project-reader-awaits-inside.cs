// The class that reads for the client awaits inside, so the client's receive timeout limits no read.
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

internal sealed class PacketReader
{
    private readonly Stream stream;

    internal PacketReader(Stream stream)
    {
        this.stream = stream;
    }

    internal async Task<byte[]> NextAsync(int size)
    {
        var packet = new byte[size];
        int at = 0;
        while (at < size)
        {
            int n = await stream.ReadAsync(packet, at, size - at);
            if (n == 0)
                throw new EndOfStreamException();
            at += n;
        }

        return packet;
    }
}

public class LedgerSession
{
    private readonly PacketReader packets;

    public LedgerSession(TcpClient client)
    {
        client.ReceiveTimeout = 5000; // expect: SOCK201
        packets = new PacketReader(client.GetStream());
    }

    public Task<byte[]> BalanceAsync() => packets.NextAsync(16);
}
