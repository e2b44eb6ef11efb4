// The reader throws on 0, and the catch one level up forgets the client without closing it.
using System.IO;
using System.Net.Sockets;

namespace Auction
{
    public class LineReader
    {
        private readonly NetworkStream stream;

        public LineReader(NetworkStream stream)
        {
            this.stream = stream;
        }

        public byte Next()
        {
            var one = new byte[1];
            int n = stream.Read(one, 0, 1); // expect: SOCK101 (not-closed)
            if (n == 0)
                throw new EndOfStreamException("bidder left");
            return one[0];
        }
    }
}
