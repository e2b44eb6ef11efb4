// The count is tested, and the branch for 0 is empty: the socket is left open and forgotten.
using System;
using System.Net.Sockets;

public class AlarmPanel
{
    private readonly Socket panel;
    private readonly byte[] zone = new byte[32];

    public AlarmPanel(Socket panel)
    {
        this.panel = panel;
    }

    public void Arm()
    {
        panel.BeginReceive(zone, 0, zone.Length, SocketFlags.None, OnZone, null);
    }

    private void OnZone(IAsyncResult ar)
    {
        int count = panel.EndReceive(ar); // expect: SOCK101 (not-closed)
        if (count > 0)
        {
            Console.WriteLine("zone {0}", zone[0]);
            Arm();
        }
        else
        {
        }
    }
}
