// A precondition that all callers have just seen to says whether the connect came about.
using System;
using System.Net.Sockets;

public interface IGreeting
{
    void Greet(TcpClient client);
}

public class Hello : IGreeting
{
    public void Greet(TcpClient client)
    {
        if (client == null || !client.Connected)
        {
            throw new SocketException();
        }
        client.GetStream().WriteByte(1);
    }
}

public class Later
{
    public void Greet(TcpClient client)
    {
        if (!client.Connected) // expect: SOCK301
        {
            throw new SocketException();
        }
        client.GetStream().WriteByte(1);
    }
}

public class Caller
{
    private readonly IGreeting greeting = new Hello();
    private readonly Later later = new Later();

    public void Call(string host)
    {
        using (var client = new TcpClient())
        {
            client.Connect(host, 7);
            greeting.Greet(client);
        }
    }

    public void CallBack(TcpClient client)
    {
        Console.ReadLine();
        later.Greet(client);
    }
}
