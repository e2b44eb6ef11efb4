// The client that is read from is an UdpClient given as a parameter, without a connection that could end: no finding.
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

public static class SyslogCollector
{
    public static async Task Collect(UdpClient client)
    {
        while (true)
        {
            UdpReceiveResult result = await client.ReceiveAsync();
            Console.WriteLine("{0}: {1} bytes", result.RemoteEndPoint, result.Buffer.Length);
        }
    }

    public static void CollectOne(UdpClient client)
    {
        var sender = new IPEndPoint(IPAddress.Any, 0);
        client.Receive(ref sender);
        Console.WriteLine(sender);
    }
}
