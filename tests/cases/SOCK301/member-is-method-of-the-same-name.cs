using System.Net.Sockets;

public class Plc
{
    private TcpClient client;

    public void Open()
    {
        client = new TcpClient("plc", 102);
    }

    public bool Connected()
    {
        return client.Connected; // expect: SOCK301
    }

    public void Close()
    {
        client.Close();
    }
}
