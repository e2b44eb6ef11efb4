// The documentation's probe: an empty non-blocking send, then the old mode again.
using System.Net.Sockets;

class Probe
{
    public bool IsThere(Socket client)
    {
        bool old = client.Blocking;
        try
        {
            client.Blocking = false;
            client.Send(new byte[1], 0, 0);
            return true;
        }
        catch (SocketException e)
        {
            return e.NativeErrorCode.Equals(10035);
        }
        finally
        {
            client.Blocking = old;
        }
    }
}
