using System;
using System.IO;
using System.Net.Sockets;

public class Arm : IDisposable
{
    private readonly TcpClient client = new TcpClient("arm", 30004);
    private readonly byte[] buffer = new byte[96];

    public void Poll()
    {
        Fill(8);
    }

    public void PollSome()
    {
        FillSome(8);
    }

    private void Fill(int wanted)
    {
        var stream = client.GetStream();
        int got = 0;
        while (got < wanted)
        {
            int n = stream.Read(buffer, got, wanted - got);
            if (n == 0)
                break;
            got += n;
        }
        if (wanted != got)
            throw new EndOfStreamException();
    }

    private void FillSome(int wanted)
    {
        var stream = client.GetStream();
        int got = 0;
        while (got < wanted)
        {
            int n = stream.Read(buffer, got, wanted - got); // expect: SOCK101
            if (n == 0)
                break;
            got += n;
        }
        wanted = Least(wanted);
        if (got < wanted)
            throw new EndOfStreamException();
    }

    private static int Least(int wanted)
    {
        return wanted / 2;
    }

    public void Dispose()
    {
        client.Dispose();
    }
}

// One of two tests of the same length always holds.
public class Lines
{
    private Stream stream;

    public void Open()
    {
        stream = new TcpClient("mail", 110).GetStream();
    }

    public void Close()
    {
        stream.Close();
    }

    public byte[] Next()
    {
        var line = Line(stream);
        if (line == null)
        {
            Close();
            throw new IOException("closed");
        }
        return line;
    }

    private static byte[] Line(Stream source)
    {
        using (var held = new MemoryStream())
        {
            while (true)
            {
                int read = source.ReadByte();
                if (read == -1 && held.Length > 0)
                    break;
                if (read == -1 && held.Length == 0)
                    return null;
                if (read == 10)
                    break;
                held.WriteByte((byte)read);
            }
            return held.ToArray();
        }
    }
}
