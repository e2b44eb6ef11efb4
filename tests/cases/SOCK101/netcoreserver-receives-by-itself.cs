using System.Net.Sockets;
using System.Text;
using TcpClient = NetCoreServer.TcpClient;

class ChatClient : TcpClient
{
    public ChatClient(string address, int port) : base(address, port) { }

    public void DisconnectAndStop()
    {
        DisconnectAsync();
        while (IsConnected)
        {
            System.Threading.Thread.Yield();
        }
    }

    protected override void OnReceived(byte[] buffer, long offset, long size)
    {
        System.Console.WriteLine(Encoding.UTF8.GetString(buffer, (int)offset, (int)size));
    }

    protected override void OnDisconnected()
    {
        ConnectAsync();
    }

    protected override void OnError(SocketError error)
    {
        System.Console.WriteLine(error);
    }
}

class Reader
{
    void Run(TcpClient client, byte[] buffer)
    {
        client.Connect();
        while (true)
        {
            long count = client.Receive(buffer);
            if (count == 0)
            {
                client.Disconnect();
                return;
            }
        }
    }
}
