// The count stands before the flags here; what the send raises is only written down.
using System;
using System.Net.Sockets;

public class Mixer
{
    private TcpClient desk;

    public bool IsStillConnected()
    {
        bool blocking = desk.Client.Blocking;
        try
        {
            desk.Client.Blocking = false;
            desk.Client.Send(new byte[1], 0, SocketFlags.None);
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.SocketErrorCode);
        }
        finally
        {
            desk.Client.Blocking = blocking;
        }
        return desk.Client.Connected;
    }

    public bool IsConnected()
    {
        desk.Client.Send(new byte[1], 1, SocketFlags.None);
        return desk.Client.Connected; // expect: SOCK301 (member)
    }
}
