// The member was all that held the connection: who sets it to null without closing has lost it.
using System.IO;
using System.Net.Sockets;

class Device
{
    TcpClient client;

    public void Open(string host)
    {
        client = new TcpClient(); // expect: SOCK401
        try
        {
            client.Connect(host, 502);
        }
        catch (SocketException)
        {
            client = null;
            throw new IOException("the device is not there");
        }
    }

    public void OpenWithCare(string host)
    {
        client = new TcpClient();
        try
        {
            client.Connect(host, 502);
        }
        catch (SocketException)
        {
            client.Close();
            client = null;
            throw;
        }
    }
}
