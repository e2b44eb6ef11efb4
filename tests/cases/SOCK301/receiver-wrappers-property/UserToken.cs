// The property BaseSocket of this class of the project is a real socket.
using System.Net.Sockets;

namespace Casino
{
    public class UserToken
    {
        public UserToken(Socket baseSocket)
        {
            BaseSocket = baseSocket;
        }

        public Socket BaseSocket { get; }

        public string Name { get; set; }
    }
}
