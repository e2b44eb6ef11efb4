// A datagram socket's timeouts limit its synchronous calls too, and here both directions are asynchronous: a lost answer is waited for without limit.
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

public class SnmpProbe
{
    private readonly Socket udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public SnmpProbe()
    {
        udp.ReceiveTimeout = 1000; // expect: SOCK201
        udp.SendTimeout = 1000; // expect: SOCK201
    }

    public async Task<int> GetAsync(EndPoint agent, byte[] request, byte[] response)
    {
        await udp.SendToAsync(new ArraySegment<byte>(request), SocketFlags.None, agent);
        var result = await udp.ReceiveMessageFromAsync(new ArraySegment<byte>(response), SocketFlags.None, agent);
        return result.ReceivedBytes;
    }
}
