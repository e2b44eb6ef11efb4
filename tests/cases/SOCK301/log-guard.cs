// The flag only decides which line is logged: no finding.
using System.Diagnostics;
using System.Net.Sockets;

public class OvenLogger
{
    private readonly Socket oven;

    public OvenLogger(Socket oven)
    {
        this.oven = oven;
    }

    public void Report()
    {
        if (oven.Connected)
            Trace.WriteLine("oven is linked");
        else
            Trace.WriteLine("oven is not linked");
    }
}
