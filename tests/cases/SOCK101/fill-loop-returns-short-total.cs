// On 0 the loop ends and the total read so far is returned, by which a caller sees that it is short: the end is handed on, no finding.
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Archive.Transport
{
    public class SegmentReader
    {
        private readonly Socket socket;

        public SegmentReader(Socket socket)
        {
            this.socket = socket;
        }

        public int Fill(byte[] segment)
        {
            int total = 0;
            while (total < segment.Length)
            {
                int part = socket.Receive(segment, total, segment.Length - total, SocketFlags.None);
                if (part == 0)
                    break;
                total += part;
            }

            return total;
        }
    }
}
