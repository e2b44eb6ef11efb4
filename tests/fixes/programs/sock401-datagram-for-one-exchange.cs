// A client for one exchange, never closed.
using System.Net;
using System.Net.Sockets;

class Asker
{
    public byte[] Ask(byte[] question, IPEndPoint peer)
    {
        UdpClient client = new UdpClient(); // expect: SOCK401 (normal-path)
        client.Send(question, question.Length, peer);
        return client.Receive(ref peer);
    }
}
