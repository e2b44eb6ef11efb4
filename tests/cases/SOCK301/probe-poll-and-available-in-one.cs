// The flag comes first, but Poll and Available in the same expression ask the connection itself: no finding.
using System.Net.Sockets;

public class NetProbe
{
    private readonly Socket socket;

    public NetProbe(Socket socket)
    {
        this.socket = socket;
    }

    public bool IsConnected =>
        socket.Connected && !(socket.Poll(1, SelectMode.SelectRead) && socket.Available == 0);
}
