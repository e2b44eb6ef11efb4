// The field is copied into a local first, for the sake of other threads, and the local's flag is returned.
using System.Net.Sockets;

public class SharedPrinter
{
    private volatile TcpClient connection;

    public void Replace(TcpClient fresh)
    {
        connection = fresh;
    }

    public bool IsAvailable()
    {
        var current = connection;
        return current != null && current.Connected; // expect: SOCK301 (member)
    }
}
