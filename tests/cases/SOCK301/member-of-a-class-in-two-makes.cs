// One class for each platform, of one name; of the first make's field nobody knows the type.
#if WINDOWS_UWP
using Windows.Networking.Sockets;
#else
using System.Net.Sockets;
#endif

namespace Plant
{
#if WINDOWS_UWP
    class Line
    {
        private StreamSocket socket;
        private bool connected;

        public bool Connected
        {
            get { return socket != null && connected; }
        }
    }
#endif

#if !WINDOWS_UWP
    class Line
    {
        private Socket socket;

        public bool Connected
        {
            get { return socket != null && socket.Connected; } // expect: SOCK301 (member)
        }
    }
#endif
}
