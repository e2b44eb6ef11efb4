// The 0 jumps to a label below the loop where the socket is closed: no finding.
using System;
using System.Net.Sockets;

public class ModemBridge
{
    public void Relay(Socket modem, byte[] unlockCode)
    {
        byte[] buf = new byte[128];
        int n;

        modem.Send(unlockCode);
        n = modem.Receive(buf);
        if (n == 0)
            goto done;

        while (true)
        {
            Console.WriteLine("modem says {0:x2}", buf[0]);
            n = modem.Receive(buf);
            if (n == 0)
                goto done;
        }

    done:
        modem.Close();
    }
}
