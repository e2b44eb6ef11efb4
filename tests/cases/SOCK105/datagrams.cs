// A datagram socket has no accepted connections.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Listener
{
    private readonly UdpClient client = new UdpClient(9);

    public void Start()
    {
        client.BeginReceive(OnReceived, null);
    }

    private void OnReceived(IAsyncResult ar)
    {
        IPEndPoint from = null;
        Console.WriteLine(client.EndReceive(ar, ref from).Length);
        Start();
    }
}
