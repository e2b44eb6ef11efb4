// Nobody catches: the process ends, and the client with it.
using System.Net.Sockets;

static class Program
{
    static void Main()
    {
        TcpClient client = new TcpClient("localhost", 7);
        client.GetStream().WriteByte(1);
        client.Close();
    }
}
