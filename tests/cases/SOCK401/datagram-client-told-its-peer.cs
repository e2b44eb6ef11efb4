// To tell a datagram socket its peer sends nothing, and so does not fail.
using System.Net;
using System.Net.Sockets;

class Beacon
{
    public static UdpClient Aim(IPEndPoint there)
    {
        UdpClient made = new UdpClient();
        made.Connect(there);
        return made;
    }

    public static TcpClient Dial(IPEndPoint there)
    {
        TcpClient made = new TcpClient(); // expect: SOCK401
        made.Connect(there);
        return made;
    }
}
