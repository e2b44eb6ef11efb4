// The derived class asks the flag before it sends.
using System.Net.Sockets;

namespace Lantern
{
    public class LampClient : ClientBase
    {
        public LampClient(Socket channel)
            : base(channel)
        {
        }

        public void Dim(byte level)
        {
            if (!channel.Connected) // expect: SOCK301 (guard-io)
                return;
            channel.Send(new[] { level });
        }
    }
}
