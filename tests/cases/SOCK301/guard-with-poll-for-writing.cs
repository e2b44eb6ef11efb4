// Poll for writing asks whether there is room to send, which a socket whose peer has closed has; it makes the flag no better.
using System.Net.Sockets;

public class ConveyorLink
{
    private readonly Socket belt;

    public ConveyorLink(Socket belt)
    {
        this.belt = belt;
    }

    public bool TrySend(byte[] item)
    {
        if (!belt.Connected || !belt.Poll(1000, SelectMode.SelectWrite)) // expect: SOCK301 (guard-io)
            return false;
        belt.Send(item);
        return true;
    }
}
