// The member of a TcpClient of our own is a handle on that client, whoever holds it.
using System;
using System.Net.Sockets;
using System.Threading;

public class OwnClient : TcpClient
{
    public Socket Inner
    {
        get { return Client; }
    }
}

public class Poller
{
    private readonly OwnClient client = new OwnClient();
    private readonly byte[] buffer = new byte[512];

    public void Closes()
    {
        int n = client.Inner.Receive(buffer);
        if (n == 0)
        {
            client.Close();
        }
    }

    public void Asks()
    {
        while (true)
        {
            if (client.Available > 0)
            {
                Console.WriteLine(client.Inner.Receive(buffer));
            }
            Thread.Sleep(5);
        }
    }

    public void AsksNobody()
    {
        while (true)
        {
            Console.WriteLine(client.Inner.Receive(buffer)); // expect: SOCK101 (spin)
        }
    }
}
