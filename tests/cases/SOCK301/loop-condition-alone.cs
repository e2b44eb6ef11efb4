// The loop runs while the flag is true, and the flag stays true when the peer closes; the 0 that ends the stream ends the loop anyway.
using System;
using System.Net.Sockets;

public class TideGauge
{
    public void Record(TcpClient gauge)
    {
        using (gauge)
        {
            NetworkStream stream = gauge.GetStream();
            var level = new byte[4];
            while (gauge.Connected) // expect: SOCK301 (loop)
            {
                int n = stream.Read(level, 0, level.Length);
                if (n == 0)
                    break;
                Console.WriteLine("{0} cm", BitConverter.ToInt32(level, 0));
            }
        }
    }
}
