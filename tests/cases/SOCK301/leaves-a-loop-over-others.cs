// The loop is over the services: it does not run on Connected, which only spares the others their work.
using System.Collections.Generic;
using System.Net.Sockets;

public class Group
{
    private readonly List<System.Action> services = new List<System.Action>();
    private readonly TcpClient client;

    public Group(TcpClient client)
    {
        this.client = client;
    }

    public void Run()
    {
        foreach (System.Action service in services)
        {
            if (!client.Connected)
            {
                return;
            }
            service();
        }
    }

    public void Greet(IEnumerable<byte> greetings)
    {
        foreach (byte greeting in greetings)
        {
            if (!client.Connected) // expect: SOCK301 (guard-io)
            {
                return;
            }
            client.GetStream().WriteByte(greeting);
        }
    }
}

public class Seats
{
    private readonly TcpClient[] seats = new TcpClient[4];

    public int Free()
    {
        for (int i = 0; i < seats.Length; i++)
        {
            if (seats[i] != null)
            {
                if (!seats[i].Connected) // expect: SOCK301 (health-check)
                {
                    return i;
                }
            }
        }
        return -1;
    }
}
