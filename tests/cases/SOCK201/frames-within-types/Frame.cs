using System.IO;
using System.Threading.Tasks;

namespace Plant
{
    internal class Frame
    {
        public class Body
        {
            public static async Task<byte[]> ReadAsync(Stream source)
            {
                var packet = await Packet.ReadAsync(source);
                return packet.Data;
            }
        }
    }
}
