// The decorator forwards whatever timeout it is given to whatever stream it stands before, and says nothing of sockets: no finding.
using System.IO;
using System.Threading;
using System.Threading.Tasks;

public class CountingStream : Stream
{
    private readonly Stream inner;

    public CountingStream(Stream inner)
    {
        this.inner = inner;
    }

    public long Total { get; private set; }
    public override bool CanRead => inner.CanRead;
    public override bool CanWrite => inner.CanWrite;
    public override bool CanSeek => false;
    public override long Length => inner.Length;
    public override long Position { get => inner.Position; set => inner.Position = value; }
    public override int ReadTimeout { get => inner.ReadTimeout; set => inner.ReadTimeout = value; }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken stop)
    {
        int n = await inner.ReadAsync(buffer, offset, count, stop);
        Total += n;
        return n;
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);
    public override void SetLength(long value) => inner.SetLength(value);
    public override void Flush() => inner.Flush();
}
