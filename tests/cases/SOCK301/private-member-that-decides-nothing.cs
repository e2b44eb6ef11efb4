// Who asks a private member decides nothing by it; who asks the other sends.
using System.Net;
using System.Net.Sockets;

class Shown
{
    TcpClient client;
    EndPoint last;

    private bool Connected
    {
        get { return client != null && client.Client.Connected; }
    }

    public EndPoint Remote
    {
        get { return Connected ? client.Client.RemoteEndPoint : last; }
    }
}

class Asked
{
    TcpClient client;

    private bool Connected
    {
        get { return client != null && client.Client.Connected; } // expect: SOCK301 (member)
    }

    public void Send(byte[] data)
    {
        if (Connected)
            client.GetStream().Write(data, 0, data.Length);
    }
}
