// The using statement over a field disposes the client when 0 ends the loop: no finding.
using System;
using System.Net.Sockets;
using System.Threading;

public class WeatherMast
{
    private TcpClient mast;

    public WeatherMast(TcpClient mast)
    {
        this.mast = mast;
        new Thread(Record) { IsBackground = true }.Start();
    }

    private void Record()
    {
        using (mast)
        {
            var gust = new byte[6];
            while (mast.GetStream().Read(gust, 0, gust.Length) != 0)
            {
                Console.WriteLine("gust {0}", BitConverter.ToUInt16(gust, 0));
            }
        }
    }
}
