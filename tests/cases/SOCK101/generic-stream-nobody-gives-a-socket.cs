// The reader takes any stream and only ever gets files, whose end leaves no connection open: no finding.
using System;
using System.IO;
using System.Net.Sockets;

public class TraceReplayer
{
    private readonly Socket target;

    public TraceReplayer(Socket target)
    {
        this.target = target;
    }

    public void Replay(string path)
    {
        using (var trace = File.OpenRead(path))
            SkipHeader(trace);
        target.Send(new byte[] { 0x04 });
    }

    private static void SkipHeader(Stream trace)
    {
        var header = new byte[64];
        trace.Read(header, 0, header.Length);
        Console.WriteLine("trace version {0}", header[0]);
    }
}
