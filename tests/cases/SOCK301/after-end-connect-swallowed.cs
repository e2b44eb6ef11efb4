// EndConnect's failure is swallowed, and the flag is how the callback learns of it: read after connecting, no finding.
using System;
using System.Net;
using System.Net.Sockets;

public class SatelliteLink
{
    private readonly Socket dish = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public void Open(EndPoint satellite)
    {
        dish.BeginConnect(satellite, OnConnected, null);
    }

    private void OnConnected(IAsyncResult ar)
    {
        try
        {
            dish.EndConnect(ar);
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.Message);
        }

        if (dish.Connected)
            dish.Send(new byte[] { 0x05 });
        else
            dish.Close();
    }
}
