// The flag only spares the question below it, a peek that sees the end of the stream: no finding.
using System.Net.Sockets;

namespace Gondola
{
    public class CabinSocket
    {
        private readonly Socket cabin;

        public CabinSocket(Socket cabin)
        {
            this.cabin = cabin;
        }

        public bool IsConnected()
        {
            if (!cabin.Connected)
                return false;

            if (!cabin.Poll(0, SelectMode.SelectRead))
                return true;

            var one = new byte[1];
            return cabin.Receive(one, SocketFlags.Peek) != 0;
        }
    }
}
