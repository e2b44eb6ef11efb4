// The derived class: its OnEnd is where the socket is closed.
using System;
using System.Net.Sockets;

namespace Courier.Protocols
{
    public class MailDrop : ProtocolBase
    {
        private readonly Socket socket;
        private readonly byte[] data = new byte[1024];

        public MailDrop(Socket socket)
        {
            this.socket = socket;
        }

        public void Run()
        {
            while (Process(data, socket.Receive(data)))
            {
            }
        }

        protected override void OnData(ArraySegment<byte> data)
        {
            Console.WriteLine("mail of {0} bytes", data.Count);
        }

        protected override void OnEnd()
        {
            socket.Close();
        }
    }
}
