// Reads from the datagram socket that the factory made.
using System;
using System.Net;
using System.Net.Sockets;

namespace Lumen.Discovery
{
    public class LampDiscovery
    {
        private readonly Socket socket = SocketFactory.Multicast();
        private readonly byte[] notice = new byte[1500];

        public void Open()
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, 1982));
            Listen();
        }

        private void Listen()
        {
            socket.BeginReceive(notice, 0, notice.Length, SocketFlags.None, OnNotice, null);
        }

        private void OnNotice(IAsyncResult ar)
        {
            int length = socket.EndReceive(ar);
            Console.WriteLine("a lamp spoke, {0} bytes", length);
            Listen();
        }
    }
}
