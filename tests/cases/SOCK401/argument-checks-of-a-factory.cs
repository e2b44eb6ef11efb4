// What a factory refuses was given to it wrongly; what it finds wrong with the peer is another matter.
using System;
using System.IO;
using System.Net.Sockets;

class Session
{
    private readonly TcpClient client;

    private Session(TcpClient client)
    {
        this.client = client;
    }

    public static Session Of(TcpClient client)
    {
        if (client == null)
        {
            throw new ArgumentNullException(nameof(client));
        }
        if (!client.Connected)
        {
            throw new InvalidOperationException("not connected");
        }
        return new Session(client);
    }

    public static Session Greeted(TcpClient client)
    {
        if (client.GetStream().ReadByte() != 7)
        {
            throw new InvalidDataException("no greeting");
        }
        return new Session(client);
    }
}

class Dialler
{
    public static Session Dial()
    {
        TcpClient client = new TcpClient("localhost", 7);
        return Session.Of(client);
    }

    public static Session DialAndGreet()
    {
        TcpClient client = new TcpClient("localhost", 7); // expect: SOCK401
        return Session.Greeted(client);
    }
}
