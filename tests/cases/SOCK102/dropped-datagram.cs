using System.Net;
using System.Net.Sockets;

class Beacon
{
    private readonly Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public void Ping(EndPoint there, byte[] data)
    {
        socket.BeginSendTo(data, 0, data.Length, SocketFlags.None, there, null, null); // expect: SOCK102 (dropped)
    }
}
