// A Stream of our own passes the count of the inner read on to whoever reads from it: the caller sees the 0, no finding.
using System;
using System.IO;
using System.Net.Sockets;

public sealed class CountingSocketStream : Stream
{
    private readonly Socket inner;
    private long received;

    public CountingSocketStream(Socket inner)
    {
        this.inner = inner;
    }

    public override bool CanRead { get { return true; } }
    public override bool CanWrite { get { return false; } }
    public override bool CanSeek { get { return false; } }
    public override long Length { get { throw new NotSupportedException(); } }
    public override long Position { get { return received; } set { throw new NotSupportedException(); } }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int n = inner.Receive(buffer, offset, count, SocketFlags.None);
        received += n;
        return n;
    }

    public override void Write(byte[] buffer, int offset, int count) { throw new NotSupportedException(); }
    public override long Seek(long offset, SeekOrigin origin) { throw new NotSupportedException(); }
    public override void SetLength(long value) { throw new NotSupportedException(); }
    public override void Flush() { }
}
