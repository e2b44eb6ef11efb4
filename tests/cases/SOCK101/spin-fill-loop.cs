// The fill loop adds up counts until the message is full; at the end of the stream it adds 0 for ever: it spins.
using System.Net.Sockets;

public class BlockDevice
{
    private readonly NetworkStream stream;

    public BlockDevice(TcpClient client)
    {
        stream = client.GetStream();
    }

    public byte[] ReadBlock(int size)
    {
        var block = new byte[size];
        int filled = 0;
        while (filled < size)
        {
            int n = stream.Read(block, filled, size - filled); // expect: SOCK101 (spin)
            filled += n;
        }

        return block;
    }
}
