// One helper is given connections and what is in memory, so both are of one class of aliases. What a place gets is
// told by what has flowed into it.
using System.IO;
using System.Net.Sockets;

public class Safe
{
    private readonly Stream inner;

    public Safe(MemoryStream inner)
    {
        this.inner = inner;
    }

    public byte[] ToArray()
    {
        inner.Seek(0, SeekOrigin.Begin);
        byte[] all = new byte[inner.Length];
        inner.Read(all, 0, all.Length);
        return all;
    }

    public void CopyTo(Stream target)
    {
        Stream[] both = { inner, target };
        both[1].WriteByte(1);
    }
}

public class Message
{
    public Stream Data;

    public Message(Stream data)
    {
        Data = data;
    }
}

public class Sender
{
    private readonly NetworkStream wire;

    public Sender(NetworkStream wire)
    {
        this.wire = wire;
    }

    public Message Next()
    {
        return new Message(wire);
    }

    public void Send(Safe safe)
    {
        safe.CopyTo(wire);
    }

    public void Send(byte[] data)
    {
        Send(data.Length, new MemoryStream(data));
    }

    private void Send(long length, Stream source)
    {
        Message message = new Message(source);
        byte[] buffer = new byte[4096];
        while (length > 0)
        {
            int read = source.Read(buffer, 0, buffer.Length);
            if (read > 0)
            {
                wire.Write(buffer, 0, read);
                length -= read;
            }
        }
    }
}

// The same with a connection among what flows there.
public class Copier
{
    private readonly NetworkStream wire;

    public Copier(NetworkStream wire)
    {
        this.wire = wire;
    }

    public void FromMemory(byte[] data)
    {
        Copy(data.Length, new MemoryStream(data));
    }

    public void FromWire(long length)
    {
        Copy(length, wire);
    }

    private void Copy(long length, Stream source)
    {
        byte[] buffer = new byte[4096];
        while (length > 0)
        {
            int read = source.Read(buffer, 0, buffer.Length); // expect: SOCK101
            if (read > 0)
            {
                length -= read;
            }
        }
    }
}

// Only the caller that gives it a connection has one to close.
public class Heads
{
    private readonly TcpClient client = new TcpClient("head", 9);

    public int OfFile(FileStream file)
    {
        return First(file);
    }

    public int OfWire()
    {
        int first = First(client.GetStream());
        if (first < 0)
            client.Close();
        return first;
    }

    private static int First(Stream source)
    {
        int first = source.ReadByte();
        return first;
    }
}
