// The flag only spares an exception of Shutdown, and the socket is closed in any case: no finding.
using System.Net.Sockets;

public class ArchiveLink
{
    private readonly Socket socket;

    public ArchiveLink(Socket socket)
    {
        this.socket = socket;
    }

    public void Close()
    {
        if (socket.Connected)
            socket.Shutdown(SocketShutdown.Both);
        socket.Close();
    }
}
