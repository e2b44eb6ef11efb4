// A listener of one's own is a socket as well, and keeps its port until somebody stops it.
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

class Device
{
    private TcpClient peer;
    private TcpListener doors;

    public async Task Invite(int port)
    {
        var listener = new TcpListener(IPAddress.Any, port); // expect: SOCK401 normal-path
        listener.Start();
        peer = await listener.AcceptTcpClientAsync();
    }

    public async Task InviteOne(int port)
    {
        var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            peer = await listener.AcceptTcpClientAsync();
        }
        finally
        {
            listener.Stop();
        }
    }

    public void Open(int port)
    {
        doors = TcpListener.Create(port);
        doors.Start();
    }

    public void Leave()
    {
        doors?.Stop();
        peer?.Close();
    }
}
