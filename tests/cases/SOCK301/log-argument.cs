// The flag is an argument of a log call and decides nothing: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class TurbineLink
{
    private readonly TcpClient turbine;

    public TurbineLink(TcpClient turbine)
    {
        this.turbine = turbine;
    }

    public async Task StopAsync()
    {
        Console.WriteLine("stopping, connected = {0}", turbine.Connected);
        await turbine.GetStream().WriteAsync(new byte[] { 0 }, 0, 1);
    }
}
