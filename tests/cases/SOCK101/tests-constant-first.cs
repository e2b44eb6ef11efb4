// The constant stands first in the test (0 == n); the branch that 0 takes disposes the client: no finding.
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Weighbridge
{
    internal class ScaleReader
    {
        private TcpClient _scale;

        public string LastWeight { get; private set; }

        public ScaleReader(TcpClient scale) { _scale = scale; }

        public async Task PollForever()
        {
            var raw = new byte[64];
            while (true)
            {
                var n = await _scale.GetStream().ReadAsync(raw, 0, raw.Length);
                if (0 == n)
                {
                    _scale.Dispose();
                    return;
                }

                LastWeight = Encoding.ASCII.GetString(raw, 0, n);
            }
        }
    }
}
