// One peer that is gone does not end a datagram socket, even where the member may hold either.
using System.Net;
using System.Net.Sockets;

class Node
{
    private Socket socket;

    public void OpenStream()
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    }

    public void Run()
    {
        byte[] buffer = new byte[1500];
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                socket.ReceiveFrom(buffer, ref sender);
            }
            catch (SocketException)
            {
            }
        }
    }

    public void Close()
    {
        socket.Close();
    }
}
