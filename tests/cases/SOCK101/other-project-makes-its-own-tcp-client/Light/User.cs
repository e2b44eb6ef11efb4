// Here it is the project's own, which is no socket.
using System;
using System.Net.Sockets;

namespace Light
{
    class User
    {
        public void Use(TcpClient client, IAsyncResult ar)
        {
            client.GetStream().EndRead(ar);
        }
    }
}
