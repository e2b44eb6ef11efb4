// The read leaves its count in a field, and the loop that called it tests the field and closes on 0: no finding.
using System;
using System.Net.Sockets;
using System.Threading;

public class SonarReceiver
{
    private readonly TcpClient sonar;
    private readonly byte[] ping = new byte[2000];
    private int length;

    public SonarReceiver(TcpClient sonar)
    {
        this.sonar = sonar;
        new Thread(Loop).Start();
    }

    private void Loop()
    {
        while (true)
        {
            ReadPing();
            if (length == 0)
                break;
            Console.WriteLine("echo after {0} samples", length / 2);
        }

        sonar.Close();
    }

    private void ReadPing()
    {
        length = sonar.GetStream().Read(ping, 0, ping.Length);
    }
}
