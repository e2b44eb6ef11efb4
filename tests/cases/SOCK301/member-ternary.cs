// The ternary turns the flag into a word for the state of the connection, which stays the same when the peer has gone.
using System.Net.Sockets;

namespace Aquarium
{
    public class PumpController
    {
        private readonly Socket pump;

        public PumpController(Socket pump)
        {
            this.pump = pump;
        }

        public string GetSocketState()
        {
            return pump.Connected ? "up" : "down"; // expect: SOCK301 (member)
        }
    }
}
