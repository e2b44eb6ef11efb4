// On 0 an event named Disconnected is raised, to which nothing in the program listens, and no member closes the socket.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Sundial
{
    public class TimeSource
    {
        private readonly NetworkStream stream;

        public TimeSource(Socket socket)
        {
            stream = new NetworkStream(socket, true);
        }

        public event EventHandler Disconnected;

        public event EventHandler<byte[]> Ticked;

        public async Task RunAsync()
        {
            while (true)
            {
                var tick = new byte[8];
                int n = await stream.ReadAsync(tick, 0, tick.Length); // expect: SOCK101 (not-closed)
                if (n == 0)
                {
                    Disconnected?.Invoke(this, EventArgs.Empty);
                    return;
                }

                Ticked?.Invoke(this, tick);
            }
        }
    }
}
