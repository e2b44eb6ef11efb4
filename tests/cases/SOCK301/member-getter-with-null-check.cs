// The getter first sees whether there is a socket at all and then answers with its flag, which tells nothing of the peer.
using System.Net.Sockets;

namespace Bakery.Ovens
{
    public class OvenConnection
    {
        private Socket socket;

        public void Attach(Socket accepted)
        {
            socket = accepted;
        }

        public bool IsConnected
        {
            get
            {
                if (socket == null)
                    return false;
                return socket.Connected; // expect: SOCK301 (member)
            }
        }
    }
}
