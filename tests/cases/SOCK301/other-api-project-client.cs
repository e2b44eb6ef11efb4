// The socket here is an interface of the project, whose Connected may well know better: no finding.
using System.Net.Sockets;

namespace Umbra.Net
{
    public interface ISocket
    {
        bool Connected { get; }

        void Send(byte[] data);
    }

    public class MessagePump
    {
        private readonly ISocket socket;

        public MessagePump(ISocket socket)
        {
            this.socket = socket;
        }

        public bool IsConnected => socket.Connected;

        public void Push(byte[] data)
        {
            if (!socket.Connected)
                return;
            socket.Send(data);
        }
    }
}
