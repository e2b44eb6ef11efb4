// IsBroken is the flag turned round: it stays false after the peer has closed.
using System.Net.Sockets;

namespace Kettle
{
    internal class PooledConnection
    {
        private readonly TcpClient tcp;
        private int faults;

        internal PooledConnection(TcpClient tcp)
        {
            this.tcp = tcp;
        }

        internal void Fault() => faults++;

        internal bool IsBroken => faults > 0 || !tcp.Connected; // expect: SOCK301 (member)
    }
}
