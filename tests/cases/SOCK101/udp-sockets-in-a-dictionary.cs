// The sockets in the map were made for datagrams, by a factory: no end of stream.
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading.Tasks;

class Rtp
{
    private readonly Dictionary<int, Socket> channels = new Dictionary<int, Socket>();

    static Socket Make()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { DontFragment = true };
        return socket;
    }

    void Open(int port)
    {
        Socket socket = null;
        socket = Make();
        channels[port] = socket;
    }

    async Task Run()
    {
        foreach (KeyValuePair<int, Socket> pair in channels)
        {
            Socket client = pair.Value;
            await Receive(client);
        }
    }

    async Task Receive(Socket client)
    {
        var packet = new byte[1500];
        while (true)
        {
            int n = await client.ReceiveAsync(packet, SocketFlags.None);
            Handle(packet, n);
        }
    }

    void Handle(byte[] packet, int n) { }
}
