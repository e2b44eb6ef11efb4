// A stream that is sought in is over no connection, whatever else a helper of its type is given.
using System.IO;
using System.Net.Sockets;

class Buffered
{
    private readonly Stream stored;

    public Buffered(Stream stored)
    {
        this.stored = stored;
    }

    public byte[] ToArray(int size)
    {
        var all = new byte[size];
        stored.Seek(0, SeekOrigin.Begin);
        stored.Read(all, 0, size);
        return all;
    }
}

class Plain
{
    private readonly Stream received;

    public Plain(Stream received)
    {
        this.received = received;
    }

    public byte[] ToArray(int size)
    {
        var all = new byte[size];
        received.Read(all, 0, size); // expect: SOCK101
        return all;
    }
}

static class Program
{
    static void Main()
    {
        var client = new TcpClient("localhost", 7);
        new Buffered(client.GetStream()).ToArray(10);
        new Plain(client.GetStream()).ToArray(10);
    }
}
