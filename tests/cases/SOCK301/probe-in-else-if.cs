// Where the flag is true, the next branch asks by Poll and Available: no finding.
using System.Net.Sockets;

public class FerryTerminal
{
    private readonly TcpClient boat;

    public FerryTerminal(TcpClient boat)
    {
        this.boat = boat;
    }

    public bool IsAlive()
    {
        if (!boat.Connected)
        {
            return false;
        }
        else if (boat.Client.Poll(0, SelectMode.SelectRead) && boat.Client.Available == 0)
        {
            return false;
        }

        return true;
    }
}
