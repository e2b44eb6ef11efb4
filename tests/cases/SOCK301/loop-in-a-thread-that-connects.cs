// A thread runs `ConnectAndShow`. Nobody has connected before it, and from its second turn on the loop asks an old one.
using System.Net.Sockets;
using System.Threading;

class Screen
{
    private TcpClient client;

    void Start()
    {
        new Thread(ConnectAndShow).Start();
    }

    void ConnectAndShow()
    {
        client = new TcpClient();
        client.Connect("screen", 49152);
        while (client.Connected) // expect: SOCK301 (loop)
        {
            if (client.GetStream().ReadByte() < 0)
            {
                break;
            }
        }
        client.Close();
    }
}
