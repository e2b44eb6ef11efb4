// The client is never mentioned again: the stream that owns it is disposed of.
using System.Net.Security;
using System.Net.Sockets;

class Asker
{
    public int Ask(string host)
    {
        var client = new TcpClient(host, 443);
        using (var stream = new SslStream(client.GetStream(), false))
        {
            stream.AuthenticateAsClient(host);
            return stream.ReadByte();
        }
    }
}
