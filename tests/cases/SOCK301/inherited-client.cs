// The socket is a member of the class that is derived from.
using System.Net.Sockets;

class MailClient : TcpClient
{
    public bool IsConnected
    {
        get
        {
            if (Client != null)
                return Client.Connected; // expect: SOCK301 (member)
            return false;
        }
    }
}
