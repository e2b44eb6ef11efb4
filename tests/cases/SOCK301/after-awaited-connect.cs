// The flag is read right after the awaited connect, or after the limit for it has passed: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class CoffeeMachine
{
    private readonly TcpClient machine = new TcpClient();

    public async Task<bool> ConnectAsync(string host)
    {
        await Task.WhenAny(machine.ConnectAsync(host, 8888), Task.Delay(2000));
        return machine.Connected;
    }
}
