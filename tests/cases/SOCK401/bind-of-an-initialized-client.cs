// The socket is the client's, whom nobody closes when its bind fails.
using System;
using System.Net;
using System.Net.Sockets;

public static class Ping
{
    public static UdpClient Listen(IPEndPoint address)
    {
        UdpClient client = new UdpClient // expect: SOCK401 (exception-path)
        {
            Client = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp),
        };
        try
        {
            client.Client.Bind(address);
            return client;
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.Message);
        }
        return null;
    }
}
