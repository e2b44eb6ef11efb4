// Each turn begins by asking, and both ways come back to that: only one of them reads.
using System;
using System.Net.Sockets;
using System.Threading;

class Display
{
    private readonly TcpClient client = new TcpClient("panel", 1777);

    void Show()
    {
        while (true)
        {
            if (client.Connected && client.GetStream().DataAvailable) // expect: SOCK301 (guard-io)
            {
                Console.WriteLine(client.GetStream().ReadByte());
            }
        }
    }

    void Send()
    {
        for (;;)
        {
            if (!client.Connected) // expect: SOCK301 (guard-io)
            {
                Thread.Sleep(100);
                continue;
            }
            client.GetStream().WriteByte(1);
        }
    }

    void Wait()
    {
        for (;;)
        {
            if (!client.Connected)
            {
                Console.WriteLine("still waiting");
            }
            Thread.Sleep(100);
        }
    }
}
