// The switch over the count has a case for 0 that closes the client and leaves: no finding.
using System;
using System.Net.Sockets;

public class DoorbellListener
{
    private readonly TcpClient bell;

    public DoorbellListener(TcpClient bell)
    {
        this.bell = bell;
    }

    public void Watch()
    {
        var press = new byte[2];
        for (;;)
        {
            switch (bell.GetStream().Read(press, 0, 2))
            {
                case 0:
                    bell.Close();
                    return;
                case 1:
                    Console.WriteLine("short press");
                    break;
                default:
                    Console.WriteLine("long press");
                    break;
            }
        }
    }
}
