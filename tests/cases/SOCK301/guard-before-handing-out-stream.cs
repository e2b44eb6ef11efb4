// The stream is handed out for writing if the flag is true, so the writer gets a stream to a peer that has gone.
using System.IO;
using System.Net.Sockets;

namespace Pigeon
{
    public class Outbox
    {
        private readonly TcpClient relay;

        public Outbox(TcpClient relay)
        {
            this.relay = relay;
        }

        public void Flush(byte[] mail)
        {
            Stream stream = OpenStream();
            stream.Write(mail, 0, mail.Length);
        }

        private Stream OpenStream()
        {
            if (!relay.Connected) // expect: SOCK301
                throw new IOException("relay is gone");
            return relay.GetStream();
        }
    }
}
