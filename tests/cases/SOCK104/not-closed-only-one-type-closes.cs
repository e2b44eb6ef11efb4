// A stream raises IOException, which the closing handler does not catch.
using System;
using System.IO;
using System.Net.Sockets;

class Link
{
    private readonly TcpClient client;
    private readonly byte[] buffer = new byte[100];

    public Link(TcpClient client)
    {
        this.client = client;
        client.GetStream().BeginRead(buffer, 0, 100, Received, null);
    }

    private void Received(IAsyncResult ar)
    {
        try
        {
            if (client.GetStream().EndRead(ar) == 0) // expect: SOCK104 (not-closed)
            {
                client.Close();
            }
        }
        catch (SocketException)
        {
            client.Close();
        }
        catch (IOException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
