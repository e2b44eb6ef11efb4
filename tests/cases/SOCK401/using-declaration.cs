// A using declaration, with a target-typed new.
using System.Net.Sockets;

class Sender
{
    public void Send(string host, byte[] data)
    {
        using TcpClient client = new();
        client.Connect(host, 7);
        client.GetStream().Write(data, 0, data.Length);
    }
}
