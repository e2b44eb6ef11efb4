// What the flag guards is an option of the socket, which is no I/O: no finding.
using System.Net.Sockets;

public class KeepAliveTuner
{
    public void Tune(Socket socket)
    {
        if (socket.Connected)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        }
    }
}
