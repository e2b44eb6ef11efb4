using System.IO;
using System.Threading.Tasks;

namespace Plant
{
    internal class Packet
    {
        public byte[] Data;

        public static async Task<Packet> ReadAsync(Stream source)
        {
            var data = new byte[4];
            int read = 0;
            while (read < data.Length)
            {
                int more = await source.ReadAsync(data, read, data.Length - read);
                if (more == 0)
                    throw new EndOfStreamException();
                read += more;
            }
            return new Packet { Data = data };
        }
    }
}
