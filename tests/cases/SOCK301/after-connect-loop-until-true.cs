// The loop connects until the flag says that it worked: no finding.
using System.Net;
using System.Net.Sockets;
using System.Threading;

public class StubbornClient
{
    private readonly Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public void Connect(EndPoint server)
    {
        while (!socket.Connected)
        {
            try
            {
                socket.Connect(server);
            }
            catch (SocketException)
            {
                Thread.Sleep(500);
            }
        }
    }
}
