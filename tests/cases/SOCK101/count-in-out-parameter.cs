// The count leaves through an out parameter, by which the caller sees the 0 and disposes the client: no finding.
using System;
using System.Net.Sockets;

public class PostageMeter
{
    private readonly TcpClient meter;

    public PostageMeter(TcpClient meter)
    {
        this.meter = meter;
    }

    public void Run()
    {
        var stamp = new byte[10];
        while (true)
        {
            int length;
            ReadStamp(stamp, out length);
            if (length == 0)
            {
                meter.Dispose();
                return;
            }

            Console.WriteLine("stamp of {0}", length);
        }
    }

    private void ReadStamp(byte[] stamp, out int length)
    {
        length = meter.GetStream().Read(stamp, 0, stamp.Length);
    }
}
