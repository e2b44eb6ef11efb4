// Made outside the try, and closed in its finally.
using System.Net.Sockets;

class Sender
{
    public void Send(string host, byte[] data)
    {
        TcpClient client = new TcpClient();
        try
        {
            client.Connect(host, 7);
            client.GetStream().Write(data, 0, data.Length);
        }
        finally
        {
            client.Close();
        }
    }
}
