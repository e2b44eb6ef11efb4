// The flag follows Connect in the same method and tells whether that worked: no finding.
using System;
using System.Net.Sockets;

public class BoilerClient
{
    private readonly Socket boiler = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public bool Open(string host)
    {
        boiler.Connect(host, 502);
        if (!boiler.Connected)
        {
            Console.WriteLine("no boiler at " + host);
            return false;
        }

        boiler.Send(new byte[] { 0x01 });
        return true;
    }
}
