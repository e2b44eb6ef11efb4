// Connected is here a method, a member of an enumeration and a static field, none of them a socket's: no finding.
using System.Net.Sockets;

namespace Wharf
{
    public enum LinkState
    {
        Idle,
        Connected,
    }

    public static class Statistics
    {
        public static bool Connected = true;
    }

    public class Notifier
    {
        public bool Connected(string peer) => peer.Length > 0;
    }

    public class WharfLink
    {
        private readonly Notifier notifier = new Notifier();
        private readonly Socket socket;
        private LinkState state;

        public WharfLink(Socket socket)
        {
            this.socket = socket;
        }

        public void Send(byte[] data)
        {
            state = LinkState.Connected;
            if (state != LinkState.Connected || !Statistics.Connected || !notifier.Connected("pier"))
                return;
            socket.Send(data);
        }
    }
}
