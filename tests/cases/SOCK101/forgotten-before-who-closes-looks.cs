// Who closes later closes what the member holds, which is nothing by then.
using System;
using System.Net.Sockets;

class Browser
{
    TcpClient client;
    bool connected;
    readonly byte[] buffer = new byte[4096];

    public void Connect(string host)
    {
        client = new TcpClient(host, 7);
        connected = true;
        client.GetStream().BeginRead(buffer, 0, buffer.Length, Read, null);
    }

    public void Update()
    {
        if (!connected)
        {
            if (client != null)
            {
                client.Close();
            }
            client = null;
        }
    }

    void Read(IAsyncResult result)
    {
        int count = client.GetStream().EndRead(result); // expect: SOCK101
        if (count == 0)
        {
            client = null;
            connected = false;
            return;
        }
        client.GetStream().BeginRead(buffer, 0, buffer.Length, Read, null);
    }
}
