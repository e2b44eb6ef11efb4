// A count below the header's size, 0 among them, closes the socket: a test against a minimum is a zero test too, no finding.
using System;
using System.Net.Sockets;

public class PlcGateway
{
    private const int HeaderSize = 6;
    private readonly Socket plc;
    private readonly byte[] telegram = new byte[256];

    public PlcGateway(Socket plc)
    {
        this.plc = plc;
    }

    public void Listen()
    {
        plc.BeginReceive(telegram, 0, telegram.Length, SocketFlags.None, TelegramArrived, null);
    }

    private void TelegramArrived(IAsyncResult ar)
    {
        int length = plc.EndReceive(ar);
        if (length < HeaderSize)
        {
            Console.WriteLine("runt telegram");
            plc.Close();
            return;
        }

        Console.WriteLine("function " + telegram[1]);
        Listen();
    }
}
