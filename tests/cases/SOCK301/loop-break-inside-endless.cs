// The endless loop is left by a break on the flag, which is the same as a loop condition.
using System;
using System.Net.Sockets;
using System.Threading;

public class BellTower
{
    private readonly TcpClient tower;

    public BellTower(TcpClient tower)
    {
        this.tower = tower;
    }

    public void Ring()
    {
        var stroke = new byte[] { 0x07 };
        while (true)
        {
            Thread.Sleep(TimeSpan.FromHours(1));
            if (!tower.Connected) // expect: SOCK301 (loop)
                break;
            tower.GetStream().Write(stroke, 0, 1);
        }

        tower.Close();
    }
}
