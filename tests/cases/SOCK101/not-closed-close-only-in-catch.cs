// The catch closes the socket when the receive fails, but the loop that ends on 0 is no failure and leaves it open.
using System;
using System.Net.Sockets;

public class TapeRobot
{
    private readonly Socket robot;

    public TapeRobot(Socket robot)
    {
        this.robot = robot;
    }

    public void Follow()
    {
        try
        {
            byte[] step = new byte[16];
            int n;
            while ((n = robot.Receive(step)) > 0) // expect: SOCK101 (not-closed)
            {
                Console.WriteLine("slot {0}", step[n - 1]);
            }
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.SocketErrorCode);
            robot.Close();
        }
    }
}
