// Whoever calls the receiver is called by what the receiver tells, and so stands in a circle with it: it closes all the same.
using System;
using System.Net.Sockets;

class Link
{
    public event Action<byte> Received;
    private byte[] buffer = new byte[1];

    public Link()
    {
        Received += Answer;
    }

    private void Answer(byte value)
    {
        if (value == 7)
        {
            Dial();
        }
    }

    public void Dial()
    {
        using (TcpClient client = new TcpClient("localhost", 7))
        {
            ReceiveAll(client.GetStream());
        }
    }

    private void ReceiveAll(NetworkStream stream)
    {
        while (true)
        {
            int count = stream.Read(buffer, 0, 1);
            if (count == 0)
            {
                return;
            }
            Received(buffer[0]);
        }
    }
}

class LooseLink
{
    public event Action<byte> Received;
    private byte[] buffer = new byte[1];

    public LooseLink()
    {
        Received += Answer;
    }

    private void Answer(byte value)
    {
        if (value == 7)
        {
            Dial();
        }
    }

    public void Dial()
    {
        TcpClient client = new TcpClient("localhost", 7); // expect: SOCK401
        ReceiveAll(client.GetStream());
    }

    private void ReceiveAll(NetworkStream stream)
    {
        while (true)
        {
            int count = stream.Read(buffer, 0, 1); // expect: SOCK101
            if (count == 0)
            {
                return;
            }
            Received(buffer[0]);
        }
    }
}

class Restless
{
    private readonly TcpClient client = new TcpClient("localhost", 7);

    public bool LogIn(bool known)
    {
        Greet();
        return known || Register();
    }

    private bool Register()
    {
        return LogIn(true);
    }

    private void Greet()
    {
        byte[] answer = new byte[8];
        client.GetStream().Read(answer, 0, 8); // expect: SOCK101
        Console.WriteLine(answer[0]);
    }
}
