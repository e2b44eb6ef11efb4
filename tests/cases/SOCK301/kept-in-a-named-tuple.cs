// The element of a tuple goes by its name, through a nullable too.
using System.Net.Sockets;

public class Modbus
{
    private (TcpClient Value, bool IsInternal)? client;
    private readonly (string Host, int Port) address = ("plc", 502);

    public bool IsConnected => client?.Value.Connected ?? false; // expect: SOCK301

    public void Open()
    {
        client = (new TcpClient(address.Host, address.Port), true);
    }

    public void Close()
    {
        if (client.HasValue && client.Value.IsInternal) client?.Value.Close();
        client = null;
    }
}
