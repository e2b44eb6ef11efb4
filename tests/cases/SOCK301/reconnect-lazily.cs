// The next exchange connects again only if the flag is false, and it is true after the peer has closed, so the exchange fails instead.
using System.Net.Sockets;

namespace Thimble
{
    public class LazyClient
    {
        private TcpClient tcp;

        public NetworkStream Stream(string host)
        {
            if (tcp == null || !tcp.Connected) // expect: SOCK301 (reconnect)
            {
                tcp?.Close();
                tcp = new TcpClient();
                tcp.Connect(host, 7700);
            }

            return tcp.GetStream();
        }
    }
}
