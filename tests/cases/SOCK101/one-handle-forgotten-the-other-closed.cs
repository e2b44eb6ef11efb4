// The stream is forgotten, but who looks at the flag closes the client as well: no finding.
using System;
using System.Net.Sockets;

class Session
{
    readonly TcpClient client;
    NetworkStream stream;
    bool connected = true;
    readonly byte[] buffer = new byte[4096];

    public Session(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
        stream.BeginRead(buffer, 0, buffer.Length, Read, null);
    }

    public void Update()
    {
        if (!connected)
        {
            if (stream != null)
            {
                stream.Close();
            }
            client.Close();
        }
    }

    void Read(IAsyncResult result)
    {
        int count = stream.EndRead(result);
        if (count == 0)
        {
            stream = null;
            connected = false;
            return;
        }
        stream.BeginRead(buffer, 0, buffer.Length, Read, null);
    }
}
