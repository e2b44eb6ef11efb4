using System.Net.Sockets;

class Feed
{
    private readonly TcpClient client;

    public Feed(TcpClient client)
    {
        this.client = client;
        client.Client.Blocking = false;
    }

    public void Put(byte[] data)
    {
        client.Client.Send(data); // expect: SOCK501
    }
}
