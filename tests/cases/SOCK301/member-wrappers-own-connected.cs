// The wrapper's Connected hands the socket's on, and so it lies as well.
using System;
using System.Net.Sockets;

namespace Mint.Wrappers
{
    public class SocketWrapper : IDisposable
    {
        private readonly Socket inner;

        public SocketWrapper(Socket inner)
        {
            this.inner = inner;
        }

        public bool Connected
        {
            get { return this.inner.Connected; } // expect: SOCK301 (member)
        }

        public void Dispose()
        {
            inner.Dispose();
        }
    }
}
