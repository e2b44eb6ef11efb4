// The part with the fields and the helper that closes.
using System;
using System.Net.Sockets;

namespace Swarm
{
    public partial class Peer
    {
        private readonly TcpClient tcp;
        private bool left;

        public Peer(TcpClient tcp)
        {
            this.tcp = tcp;
        }

        private void Leave(string why)
        {
            left = true;
            tcp.Close();
            Console.WriteLine("peer left: {0}", why);
        }
    }
}
