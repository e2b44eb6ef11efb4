// The negations == false, != true and is false all mean "not connected", and each stands before a send.
using System.Net.Sockets;

public class KilnProgrammer
{
    private readonly TcpClient kiln;

    public KilnProgrammer(TcpClient kiln)
    {
        this.kiln = kiln;
    }

    public void Heat(byte[] curve)
    {
        if (kiln.Connected == false) // expect: SOCK301 (guard-io)
            return;
        kiln.Client.Send(curve);
    }

    public void Hold(byte[] minutes)
    {
        if (kiln.Connected != true) // expect: SOCK301 (guard-io)
            return;
        kiln.Client.Send(minutes);
    }

    public void Cool(byte[] rate)
    {
        if (kiln.Connected is false) // expect: SOCK301 (guard-io)
            return;
        kiln.Client.Send(rate);
    }
}
