// RenderUnitData does not sound like it, but given no data it closes the unit's socket: no finding.
using System;
using System.Net.Sockets;

public class RemoteUnitPanel
{
    private readonly Socket unit;

    public RemoteUnitPanel(Socket unit)
    {
        this.unit = unit;
    }

    public void Watch()
    {
        byte[] packet = new byte[60];
        int n;
        do
        {
            n = unit.Receive(packet);
            RenderUnitData(packet, n);
        }
        while (n != 0);
    }

    private void RenderUnitData(byte[] packet, int n)
    {
        if (n == 0)
        {
            Console.WriteLine("no signal");
            unit.Close();
            return;
        }

        Console.WriteLine("level {0}", packet[n - 1]);
    }
}
