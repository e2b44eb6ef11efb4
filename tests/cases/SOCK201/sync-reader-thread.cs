// A thread reads synchronously, and each of its reads obeys the timeout: no finding.
using System;
using System.Net.Sockets;
using System.Threading;

public class HeartbeatMonitor
{
    private readonly TcpClient node;

    public HeartbeatMonitor(TcpClient node)
    {
        this.node = node;
        this.node.ReceiveTimeout = 5000;
        new Thread(Watch).Start();
    }

    private void Watch()
    {
        using (node)
        {
            var beat = new byte[1];
            while (node.GetStream().Read(beat, 0, 1) == 1)
                Console.WriteLine("beat");
        }
    }
}
