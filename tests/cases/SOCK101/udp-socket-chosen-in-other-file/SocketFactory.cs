// The socket that Discovery reads from is made here, as a datagram socket, so its 0 is an empty datagram: no finding.
using System.Net;
using System.Net.Sockets;

namespace Lumen.Discovery
{
    internal static class SocketFactory
    {
        internal static Socket Multicast(int port)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return socket;
        }
    }
}
