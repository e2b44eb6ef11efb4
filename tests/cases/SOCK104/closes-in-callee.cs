using System;
using System.Net.Sockets;

class Reader
{
    private readonly TcpClient client;
    private readonly byte[] buffer = new byte[100];

    public Reader(TcpClient client)
    {
        this.client = client;
        client.GetStream().BeginRead(buffer, 0, 100, Received, null);
    }

    private void Received(IAsyncResult ar)
    {
        try
        {
            if (client.GetStream().EndRead(ar) == 0)
            {
                Leave();
                return;
            }
            client.GetStream().BeginRead(buffer, 0, 100, Received, null);
        }
        catch (Exception)
        {
            Leave();
        }
    }

    private void Leave()
    {
        client.Close();
    }
}
