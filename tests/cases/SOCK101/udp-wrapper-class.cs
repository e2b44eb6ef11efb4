// A class of the project stands before an UdpClient; its ReceiveAsync yields datagrams, and one of no length ends nothing: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class DatagramPort
{
    private readonly UdpClient inner;

    public DatagramPort(int port)
    {
        inner = new UdpClient(port);
    }

    public async Task<byte[]> ReceiveAsync()
    {
        UdpReceiveResult result = await inner.ReceiveAsync();
        return result.Buffer;
    }
}

public class TelemetryTap
{
    private readonly DatagramPort port = new DatagramPort(20777);

    public async Task Run()
    {
        while (true)
        {
            byte[] packet = await port.ReceiveAsync();
            Console.WriteLine("packet of {0}", packet.Length);
        }
    }
}
