// The timeout is set in this part of the class; the reads are in the other part, and they are all asynchronous.
using System.Net.Sockets;

namespace Relay
{
    public partial class Uplink
    {
        private readonly Socket socket;

        public Uplink(Socket socket)
        {
            this.socket = socket;
            this.socket.ReceiveTimeout = 15000; // expect: SOCK201
        }
    }
}
