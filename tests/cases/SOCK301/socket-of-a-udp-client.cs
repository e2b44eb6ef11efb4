// Of datagrams no peer closes anything: Connected says there that a peer's address was given.
using System.Net.Sockets;

namespace Harbour
{
    public class Beacon
    {
        private UdpClient _client;

        public UdpClient Client { get { return _client; } set { _client = value; } }

        public void Open(string host)
        {
            if (Client == null || !Client.Client.Connected)
            {
                Client = new UdpClient(host, 4000);
            }
        }

        public void Call(byte[] message)
        {
            if (_client.Client.Connected) _client.Client.Send(message);
        }
    }

    public class Lighthouse
    {
        private TcpClient _client;

        public void Open(string host)
        {
            if (_client == null || !_client.Client.Connected) // expect: SOCK301
            {
                _client?.Close();
                _client = new TcpClient(host, 4000);
            }
        }
    }
}
