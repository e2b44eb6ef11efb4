// The synchronous I/O.
using System;
using System.Net.Sockets;

namespace Mill
{
    public sealed class MillProtocol : IDisposable
    {
        private readonly TcpClient client;

        public MillProtocol(TcpClient client)
        {
            this.client = client;
        }

        public int Exchange(byte[] frame)
        {
            NetworkStream stream = client.GetStream();
            stream.Write(frame, 0, frame.Length);
            return stream.Read(frame, 0, frame.Length);
        }

        public void Dispose()
        {
            client.Dispose();
        }
    }
}
