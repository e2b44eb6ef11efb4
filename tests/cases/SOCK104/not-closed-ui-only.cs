using System;
using System.Net.Sockets;

class Form
{
    private TcpClient client;
    private readonly byte[] buffer = new byte[100];
    private string status;

    public void Connect(string host)
    {
        client = new TcpClient(host, 23);
        client.GetStream().BeginRead(buffer, 0, 100, Received, null);
    }

    private void Received(IAsyncResult ar)
    {
        try
        {
            if (client.GetStream().EndRead(ar) == 0) // expect: SOCK104 (not-closed)
            {
                client.Close();
                return;
            }
            client.GetStream().BeginRead(buffer, 0, 100, Received, null);
        }
        catch (Exception e)
        {
            Show("lost: " + e.Message);
        }
    }

    private void Show(string text)
    {
        status = text;
    }
}
