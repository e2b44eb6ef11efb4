// The flag is kept in a local first, which then guards the shutdown and nothing else: no finding.
using System.Net.Sockets;

namespace Spindle
{
    public class YarnFeed
    {
        private TcpClient feed;

        public YarnFeed(TcpClient feed)
        {
            this.feed = feed;
        }

        public void Dispose()
        {
            bool wasConnected = feed.Connected;
            if (wasConnected)
            {
                feed.Client.Shutdown(SocketShutdown.Send);
            }

            feed.Dispose();
            feed = null;
        }
    }
}
