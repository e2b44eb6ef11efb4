// On 0 the session goes back to its pool, two calls and two files away, and the pool closes its socket when it enqueues it: no finding.
using System;
using System.Net.Sockets;

namespace Depot
{
    public class Session
    {
        private readonly SessionPool pool;
        private readonly byte[] buffer = new byte[2048];

        public Session(SessionPool pool, Socket socket)
        {
            this.pool = pool;
            Socket = socket;
        }

        public Socket Socket { get; private set; }

        public void Receive()
        {
            Socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
        }

        private void OnReceive(IAsyncResult ar)
        {
            int n = Socket.EndReceive(ar);
            if (n > 0)
                Receive();
            else
                Release();
        }

        private void Release()
        {
            pool.Return(this);
        }
    }
}
