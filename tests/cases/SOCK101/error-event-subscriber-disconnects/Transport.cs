// On 0 the transport raises Failed, and the one who made it answers that event by closing the transport: no finding.
using System;
using System.Net.Sockets;

namespace Kiosk.Net
{
    public class Transport
    {
        private readonly Socket _socket;
        private readonly byte[] _buffer = new byte[2048];

        public Transport(Socket socket)
        {
            _socket = socket;
        }

        public event Action<string> Failed;

        public void Receive()
        {
            _socket.BeginReceive(_buffer, 0, _buffer.Length, SocketFlags.None, OnReceived, null);
        }

        public void Close()
        {
            _socket.Close();
        }

        private void OnReceived(IAsyncResult ar)
        {
            int count = _socket.EndReceive(ar);
            if (count == 0)
            {
                Failed?.Invoke("peer closed");
                return;
            }

            Receive();
        }
    }
}
