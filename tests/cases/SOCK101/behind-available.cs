// Receive runs only when Available says that there is data, so it cannot yield 0 there: not this rule's business, no finding.
using System;
using System.Net.Sockets;
using System.Threading;

public class RobotArm
{
    private readonly Socket arm;

    public RobotArm(Socket arm)
    {
        this.arm = arm;
    }

    public void Tick()
    {
        var pose = new byte[48];
        while (true)
        {
            if (arm.Available > 0)
            {
                arm.Receive(pose);
                Console.WriteLine("joint {0}", pose[0]);
            }

            Thread.Sleep(20);
        }
    }
}
