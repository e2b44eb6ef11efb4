// The throw on 0 is caught in the same method, which answers with an empty array that its caller takes for a report; the client stays open.
using System;
using System.IO;
using System.Net.Sockets;

public class PumpStation
{
    private readonly TcpClient station;

    public PumpStation(TcpClient station)
    {
        this.station = station;
    }

    public int Errors { get; private set; }

    public void Survey()
    {
        byte[] report = ReadReport();
        Console.WriteLine("report: " + BitConverter.ToString(report));
    }

    private byte[] ReadReport()
    {
        try
        {
            var report = new byte[20];
            int n = station.GetStream().Read(report, 0, report.Length); // expect: SOCK101 (not-closed)
            if (n == 0)
                throw new EndOfStreamException();
            return report;
        }
        catch (EndOfStreamException)
        {
            Errors++;
            return new byte[0];
        }
    }
}
