// Each member is an expression that returns the count, so the 0 reaches the caller: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Hearth.Radio
{
    public class TcpTransport
    {
        private readonly NetworkStream _stream;

        public TcpTransport(TcpClient client) => _stream = client.GetStream();

        public int Read(byte[] target) => _stream.Read(target, 0, target.Length);

        public Task<int> ReadAsync(byte[] target) => _stream.ReadAsync(target, 0, target.Length);
    }
}
