// On 0 Closed is raised, and the one who listens to it only takes the entry out of its dictionary: the socket is left open.
using System;
using System.Net.Sockets;

namespace Bazaar
{
    public class ClientLink
    {
        private readonly Socket socket;
        private readonly byte[] offer = new byte[256];

        public ClientLink(int id, Socket socket)
        {
            Id = id;
            this.socket = socket;
        }

        public event Action<ClientLink> Closed;

        public int Id { get; }

        public void Receive()
        {
            socket.BeginReceive(offer, 0, offer.Length, SocketFlags.None, OnOffer, null);
        }

        private void OnOffer(IAsyncResult ar)
        {
            int n = socket.EndReceive(ar); // expect: SOCK101 (not-closed)
            if (n == 0)
            {
                Closed?.Invoke(this);
                return;
            }

            Receive();
        }
    }
}
