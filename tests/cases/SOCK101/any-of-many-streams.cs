// What reads any stream there is, as the code of a file system does, reads files; a network stream is one of them.
using System;
using System.IO;
using System.Net.Sockets;

abstract class DiskStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => 0;
    public override long Position { get; set; }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => 0;
    public override void SetLength(long value) { }
    public override int Read(byte[] buffer, int offset, int count) => 0;
    public override void Write(byte[] buffer, int offset, int count) { }
}

class SubStream : DiskStream { }
class SnapshotStream : DiskStream { }
class ConcatStream : DiskStream { }

class Disk
{
    public static Stream Open(int kind, TcpClient client)
    {
        switch (kind)
        {
            case 0: return new ConcatStream();
            case 1: return new SubStream();
            case 2: return new SnapshotStream();
            default: return client.GetStream();
        }
    }

    public static void Dump(int kind, TcpClient client)
    {
        Stream stream = Open(kind, client);
        var head = new byte[32];
        int count = stream.Read(head, 0, head.Length);
        Console.WriteLine(BitConverter.ToString(head, 0, count));
    }

    public static void DumpPeer(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        var head = new byte[32];
        int count = stream.Read(head, 0, head.Length); // expect: SOCK101
        Console.WriteLine(BitConverter.ToString(head, 0, count));
    }
}
