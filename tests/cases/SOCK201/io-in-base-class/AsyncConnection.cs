// The derived class sets the timeout of a socket that its base class, in this file, only receives from asynchronously.
using System;
using System.Net.Sockets;

namespace Prism
{
    public abstract class AsyncConnection
    {
        protected readonly Socket Socket;
        private readonly byte[] data = new byte[1024];

        protected AsyncConnection(Socket socket)
        {
            Socket = socket;
        }

        public void Start()
        {
            Socket.BeginReceive(data, 0, data.Length, SocketFlags.None, OnReceive, null);
        }

        protected abstract void OnData(byte[] data, int count);

        private void OnReceive(IAsyncResult ar)
        {
            int count = Socket.EndReceive(ar);
            if (count == 0)
            {
                Socket.Close();
                return;
            }

            OnData(data, count);
            Start();
        }
    }
}
