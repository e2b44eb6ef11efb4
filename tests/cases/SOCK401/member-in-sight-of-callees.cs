// A member holds the first socket; what is called next may give the member another, and so has it in sight.
using System;
using System.Net;
using System.Net.Sockets;

class Doors
{
    private Socket first, second;

    public bool Open(IPAddress address, int port)
    {
        try
        {
            first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            first.Bind(new IPEndPoint(address, port));
            second = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            second.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
            second.BeginAccept(Accepted, second);
        }
        catch (SocketException)
        {
            Close();
            first = null;
            second = null;
            return false;
        }
        return true;
    }

    private void Accepted(IAsyncResult result)
    {
        try
        {
            second.EndAccept(result).Close();
        }
        catch (SocketException)
        {
            Close();
            first = null;
        }
    }

    public void Close()
    {
        first?.Close();
        second?.Close();
    }
}
