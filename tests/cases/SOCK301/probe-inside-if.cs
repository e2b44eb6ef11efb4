// The probe stands inside the branch where the flag is true: the flag alone decides nothing, no finding.
using System.Net.Sockets;

public class LighthouseLink
{
    private readonly Socket lamp;

    public LighthouseLink(Socket lamp)
    {
        this.lamp = lamp;
    }

    public bool CheckAlive()
    {
        if (lamp.Connected)
        {
            bool readable = lamp.Poll(100, SelectMode.SelectRead);
            bool empty = lamp.Available == 0;
            return !(readable && empty);
        }

        return false;
    }
}
