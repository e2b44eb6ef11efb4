// The one subscriber, which forgets the client and does not close it.
using System.Collections.Generic;
using System.Net.Sockets;

namespace Bazaar
{
    public class Market
    {
        private readonly Dictionary<int, ClientLink> links = new Dictionary<int, ClientLink>();

        public void Welcome(Socket socket)
        {
            var link = new ClientLink(links.Count, socket);
            link.Closed += OnLinkClosed;
            links[link.Id] = link;
            link.Receive();
        }

        private void OnLinkClosed(ClientLink link)
        {
            links.Remove(link.Id);
        }
    }
}
