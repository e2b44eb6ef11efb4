// The factory sets the timeouts, and the protocol class in the other file reads and writes synchronously: no finding.
using System.Net.Sockets;

namespace Mill
{
    public class ConnectionFactory
    {
        public int TimeoutMs { get; set; } = 3000;

        public MillProtocol Connect(string host)
        {
            var client = new TcpClient(host, 1502);
            client.ReceiveTimeout = TimeoutMs;
            client.SendTimeout = TimeoutMs;
            return new MillProtocol(client);
        }
    }
}
