using System.IO;
using System.Net.Sockets;

public class Wire
{
    private readonly TcpClient client = new TcpClient("wire", 7);

    public void Ask()
    {
        try
        {
            Fill(new byte[4], true);
        }
        catch (EndOfStreamException)
        {
            client.Close();
        }
    }

    public void Answer()
    {
        if (!Fill(new byte[4], false))
            client.Close();
    }

    private bool Fill(byte[] buffer, bool mustBeThere)
    {
        int read = client.GetStream().Read(buffer, 0, buffer.Length);
        if (read == 0 && mustBeThere)
            throw new EndOfStreamException();
        return read > 0;
    }
}

public class Loose
{
    private readonly TcpClient client = new TcpClient("wire", 7);

    public void Ask()
    {
        try
        {
            Fill(new byte[4], false);
        }
        catch (EndOfStreamException)
        {
            client.Close();
        }
    }

    private void Fill(byte[] buffer, bool mustBeThere)
    {
        int read = client.GetStream().Read(buffer, 0, buffer.Length); // expect: SOCK101
        if (read == 0 && mustBeThere)
            throw new EndOfStreamException();
    }

    public void Close()
    {
        client.Close();
    }
}
