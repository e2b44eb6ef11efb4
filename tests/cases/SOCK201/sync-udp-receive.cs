// UdpClient.Receive is synchronous and gives up when the timeout of the inner socket is over: no finding.
using System.Net;
using System.Net.Sockets;

public static class ClockQuery
{
    public static byte[] Ask(IPEndPoint server, byte[] request)
    {
        using (var udp = new UdpClient())
        {
            udp.Client.ReceiveTimeout = 1500;
            udp.Send(request, request.Length, server);
            IPEndPoint from = null;
            return udp.Receive(ref from);
        }
    }
}
