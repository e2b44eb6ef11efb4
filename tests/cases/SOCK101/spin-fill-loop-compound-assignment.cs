// The awaited count is added in one compound assignment; once it is 0 the total never grows and the loop never ends: it spins.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Granary
{
    public class MoistureProbe
    {
        private readonly NetworkStream _stream;

        public MoistureProbe(NetworkStream stream)
        {
            _stream = stream;
        }

        public async Task<float> MeasureAsync()
        {
            var raw = new byte[4];
            var total = 0;
            do
            {
                total += await _stream.ReadAsync(raw, total, raw.Length - total); // expect: SOCK101 (spin)
            }
            while (total < raw.Length);
            return BitConverter.ToSingle(raw, 0);
        }
    }
}
