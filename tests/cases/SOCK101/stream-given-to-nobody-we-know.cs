// What is read from is a stream in memory, or what others give whom nobody knows: that it is kept where a connection's
// stream is kept as well says nothing of it.
using System.IO;
using System.Net.Sockets;

public class Chapter
{
    public byte[] Text = new byte[16];

    public void ReadFrom(Stream stream)
    {
        stream.Read(Text, 0, Text.Length);
    }

    public static Chapter Read(Stream stream)
    {
        var chapter = new Chapter();
        chapter.ReadFrom(stream);
        return chapter;
    }
}

public class Client
{
    private readonly byte[] buffer = new byte[16];
    private Stream last;

    public void Turn(byte[] page)
    {
        var stream = new MemoryStream(page);
        new Chapter().ReadFrom(stream);
        last = stream;
    }

    public void Ask(TcpClient client)
    {
        last = client.GetStream();
        last.Read(buffer, 0, buffer.Length); // expect: SOCK101 ignored
    }
}
