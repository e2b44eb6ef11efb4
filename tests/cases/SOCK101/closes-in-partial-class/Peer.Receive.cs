// The other part of this partial class, in another file, has the helper that closes: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Swarm
{
    public partial class Peer
    {
        public async Task ReceiveLoop()
        {
            var piece = new byte[16384];
            while (!left)
            {
                int n = await tcp.GetStream().ReadAsync(piece, 0, piece.Length);
                if (n == 0)
                    Leave("remote closed");
                else
                    Console.WriteLine("{0} bytes of a piece", n);
            }
        }
    }
}
