// Only a count that reaches the header's length is handled, everything shorter, 0 too, ends in the else that closes: no finding.
using System;
using System.Net.Sockets;

class MeterConcentrator
{
    private readonly Socket _line;
    private readonly byte[] _rx = new byte[300];

    internal MeterConcentrator(Socket line)
    {
        _line = line;
        Arm();
    }

    private void Arm() => _line.BeginReceive(_rx, 0, _rx.Length, SocketFlags.None, OnData, _line);

    private void OnData(IAsyncResult ar)
    {
        var line = (Socket)ar.AsyncState;
        var count = line.EndReceive(ar);
        if (count >= 8)
        {
            Console.WriteLine("meter {0}", BitConverter.ToUInt32(_rx, 4));
            Arm();
        }
        else
        {
            line.Close();
        }
    }
}
