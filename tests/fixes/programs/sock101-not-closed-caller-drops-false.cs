// The reader says false at the end of the stream, but the one who calls it does not listen, and the socket stays open.
using System;
using System.Net.Sockets;

public class JunctionBox
{
    private readonly Socket box;
    private readonly byte[] volts = new byte[2];

    public JunctionBox(Socket box)
    {
        this.box = box;
    }

    public void Measure()
    {
        box.Send(new byte[] { 0x56 });
        ReadVolts();
        Console.WriteLine("{0} V", volts[0]);
    }

    private bool ReadVolts()
    {
        int n = box.Receive(volts); // expect: SOCK101 (not-closed)
        if (n == 0)
            return false;
        return true;
    }
}
