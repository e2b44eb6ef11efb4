// TcpClient is here a class of the project, which applies its ReceiveTimeout to its awaited reads: another API, no finding.
using System.Threading.Tasks;

namespace Gull.Net
{
    public class TcpClient
    {
        public int ReceiveTimeout { get; set; }

        public async Task<byte[]> ReceiveAsync()
        {
            await Task.Delay(ReceiveTimeout);
            return new byte[4];
        }
    }

    public class GullSession
    {
        private readonly TcpClient client = new TcpClient();

        public GullSession()
        {
            client.ReceiveTimeout = 800;
        }

        public Task<byte[]> NextAsync()
        {
            return client.ReceiveAsync();
        }
    }
}
