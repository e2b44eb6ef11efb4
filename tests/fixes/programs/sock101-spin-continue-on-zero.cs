// 0 continues the loop, which only a flag that nobody clears would end, so the using block is never left: it spins.
using System;
using System.Net.Sockets;
using System.Threading;

public class PagerTower
{
    private volatile bool running = true;

    public void Attach(TcpClient tower)
    {
        new Thread(() => Listen(tower)).Start();
    }

    private void Listen(TcpClient tower)
    {
        using (NetworkStream stream = tower.GetStream())
        {
            var page = new byte[80];
            while (running)
            {
                int n = stream.Read(page, 0, page.Length); // expect: SOCK101 (spin)
                if (n == 0)
                    continue;
                Console.WriteLine("page for {0}", page[0]);
            }
        }
    }
}
