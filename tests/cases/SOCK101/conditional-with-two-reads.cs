// One of two reads, plain or TLS, gives the count, which is tested for both; 0 closes the client and so both streams: no finding.
using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Tasks;

public class BrokerSocket
{
    private readonly TcpClient client;
    private readonly SslStream tls;
    private readonly bool secure;

    public BrokerSocket(TcpClient client, bool secure)
    {
        this.client = client;
        this.secure = secure;
        if (secure)
            tls = new SslStream(client.GetStream(), false);
    }

    public async Task Run()
    {
        var packet = new byte[1024];
        while (true)
        {
            int n = secure
                ? await tls.ReadAsync(packet, 0, packet.Length)
                : await client.GetStream().ReadAsync(packet, 0, packet.Length);
            if (n == 0)
            {
                client.Close();
                return;
            }

            Console.WriteLine("packet type {0}", packet[0] >> 4);
        }
    }
}
