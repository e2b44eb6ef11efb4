// What is taken for gone is forgotten, and made anew.
using System.Net.Sockets;

class Pool
{
    TcpClient client;

    public TcpClient Get()
    {
        if (client != null && !client.Connected) // expect: SOCK301 (reconnect)
            client = null;
        if (client == null)
        {
            client = new TcpClient();
            client.Connect("broker", 9092);
        }
        return client;
    }
}
