// The acceptor sets the timeout and gives the client to a worker in another file, which only reads asynchronously.
using System.Net.Sockets;

namespace Loom
{
    public class Acceptor
    {
        public void AcceptOne(TcpListener listener)
        {
            TcpClient client = listener.AcceptTcpClient();
            client.ReceiveTimeout = 60000; // expect: SOCK201
            _ = new Worker(client).RunAsync();
        }
    }
}
