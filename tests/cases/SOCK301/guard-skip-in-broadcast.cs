// The broadcast passes over clients whose flag is false, and those that have gone keep a true one: the first write to them fails the round.
using System.Collections.Generic;
using System.Net.Sockets;

public class LotteryBroadcast
{
    private readonly List<TcpClient> screens = new List<TcpClient>();

    public void Add(TcpClient screen)
    {
        lock (screens) screens.Add(screen);
    }

    public void Draw(byte[] numbers)
    {
        lock (screens)
        {
            foreach (var screen in screens)
            {
                if (!screen.Connected) // expect: SOCK301 (guard-io)
                    continue;
                screen.GetStream().Write(numbers, 0, numbers.Length);
            }
        }
    }
}
