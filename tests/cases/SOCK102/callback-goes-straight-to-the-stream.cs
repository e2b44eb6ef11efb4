using System;
using System.Net.Sockets;

class Client
{
    private TcpClient client;
    private NetworkStream stream;

    public void Start(string host)
    {
        client = new TcpClient();
        client.BeginConnect(host, 23, new AsyncCallback(OnConnect), null); // expect: SOCK102 (callback)
    }

    private void OnConnect(IAsyncResult ar)
    {
        stream = client.GetStream();
    }
}
