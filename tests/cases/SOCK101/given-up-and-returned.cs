using System.Net.Sockets;

// The end is told, but the connection is nobody's any more.
public class Forgetful
{
    private TcpClient client = new TcpClient("peer", 7);

    public int Next(byte[] buffer)
    {
        int read = client.GetStream().Read(buffer, 0, buffer.Length); // expect: SOCK101
        if (read == 0)
            client = null;
        return read;
    }

    public void Close()
    {
        client.Close();
    }
}

public class Mindful
{
    private TcpClient client = new TcpClient("peer", 7);

    public int Next(byte[] buffer)
    {
        int read = client.GetStream().Read(buffer, 0, buffer.Length);
        if (read == 0)
        {
            var old = client;
            client = null;
            old.Close();
        }
        return read;
    }

    public void Close()
    {
        client.Close();
    }
}
