// A send of no bytes on a socket that does not block makes the flag fresh before it is read, as the manual shows: no finding.
using System.Net.Sockets;

public static class SocketStatus
{
    public static bool IsStillConnected(Socket client)
    {
        bool blocking = client.Blocking;
        try
        {
            client.Blocking = false;
            client.Send(new byte[1], 0, 0);
        }
        catch (SocketException e)
        {
            if (e.SocketErrorCode != SocketError.WouldBlock)
                return false;
        }
        finally
        {
            client.Blocking = blocking;
        }

        return client.Connected;
    }
}
