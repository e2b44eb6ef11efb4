// On 0 the channel calls the delegate that its owner gave it, and that one closes the client: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Yard
{
    public class Channel
    {
        private readonly NetworkStream stream;

        public Channel(NetworkStream stream)
        {
            this.stream = stream;
        }

        public Action OnGone { get; set; }

        public async Task Loop()
        {
            var cell = new byte[53];
            while (true)
            {
                int n = await stream.ReadAsync(cell, 0, cell.Length);
                if (n == 0)
                {
                    OnGone();
                    break;
                }
            }
        }
    }
}
