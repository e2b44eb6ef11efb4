// The socket that Discovery reads from is made here, as a datagram socket, so its 0 is an empty datagram: no finding.
using System.Net.Sockets;

namespace Lumen.Discovery
{
    internal static class SocketFactory
    {
        internal static Socket Multicast()
        {
            return new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        }
    }
}
