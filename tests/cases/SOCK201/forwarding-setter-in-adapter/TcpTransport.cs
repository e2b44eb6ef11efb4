// The adapter.
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Cobalt.Transport
{
    public class TcpTransport : ITransport
    {
        private readonly NetworkStream stream;

        public TcpTransport(TcpClient client)
        {
            stream = client.GetStream();
        }

        public int ReadTimeout
        {
            get => stream.ReadTimeout;
            set => stream.ReadTimeout = value; // expect: SOCK201
        }

        public Task<int> ReadAsync(byte[] target, int offset, int count) =>
            stream.ReadAsync(target, offset, count);
    }
}
