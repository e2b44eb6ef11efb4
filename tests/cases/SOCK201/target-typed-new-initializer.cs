// The initialiser of a target-typed new belongs to the field's type, TcpClient, whose reads are all awaited.
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Fathom.Sonar;

public class EchoProbe
{
    private readonly TcpClient probe = new() { ReceiveTimeout = 900 }; // expect: SOCK201

    public async Task<int> PingAsync(string host, byte[] echo)
    {
        await probe.ConnectAsync(host, 6004);
        return await probe.GetStream().ReadAsync(echo);
    }
}
