// The platform's own TcpClient, though another project of the repository makes one of the same full name.
using System;
using System.Net.Sockets;

namespace App
{
    class Chat
    {
        private readonly TcpClient client;
        private readonly byte[] buffer = new byte[100];

        public Chat(TcpClient client)
        {
            this.client = client;
            client.GetStream().BeginRead(buffer, 0, 100, Received, null);
        }

        private void Received(IAsyncResult ar)
        {
            int count = client.GetStream().EndRead(ar); // expect: SOCK101 (not-closed)
            if (count > 0)
            {
                client.GetStream().BeginRead(buffer, 0, 100, Received, null);
            }
        }
    }
}
