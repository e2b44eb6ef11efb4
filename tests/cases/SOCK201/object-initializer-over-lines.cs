// The initialiser sets a timeout for each direction, and both directions are asynchronous: neither does anything.
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Larder.Net
{
    public class ShelfClient
    {
        private readonly TcpClient client = new TcpClient
        {
            NoDelay = true,
            ReceiveTimeout = 2000, // expect: SOCK201
            SendTimeout = 2000, // expect: SOCK201
        };

        public async Task<int> AskAsync(string host, byte[] frame)
        {
            await client.ConnectAsync(host, 8383);
            await client.GetStream().WriteAsync(frame, 0, frame.Length);
            return await client.GetStream().ReadAsync(frame, 0, frame.Length);
        }
    }
}
