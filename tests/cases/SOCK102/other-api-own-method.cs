using System.Net.Sockets;

class Client
{
    private TcpClient client;

    public void Start()
    {
        BeginConnect();
    }

    private void BeginConnect()
    {
        client = new TcpClient("localhost", 7);
    }

    public void Stop()
    {
        client.Close();
    }
}
