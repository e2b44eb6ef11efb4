// Only a positive value is set, and even that limits none of the asynchronous reads.
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Beacon.Net
{
    public class LampConnection
    {
        private readonly Socket _socket;
        private readonly NetworkStream _stream;

        public LampConnection(Socket socket, int readTimeout)
        {
            _socket = socket;
            if (readTimeout > 0)
                _socket.ReceiveTimeout = readTimeout; // expect: SOCK201
            _stream = new NetworkStream(_socket, ownsSocket: true);
        }

        public async Task<bool> NextAsync(byte[] frame)
        {
            return await _stream.ReadAsync(frame, 0, frame.Length) == frame.Length;
        }
    }
}
