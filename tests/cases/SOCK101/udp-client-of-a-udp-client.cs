// The socket of a UdpClient has no stream that could end.
using System;
using System.Net.Sockets;

class Listener
{
    readonly UdpClient client = new UdpClient(5000);

    void Run()
    {
        byte[] buffer = new byte[1500];
        while (true)
        {
            int count = client.Client.Receive(buffer);
            Console.WriteLine(count);
        }
    }
}
