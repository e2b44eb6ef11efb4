// `Open` answers whether it was given a socket that is connected, `IsOpen` whether the peer is there.
using System.Net.Sockets;

class Door
{
    private Socket socket;
    private NetworkStream stream;

    public bool Open(Socket given)
    {
        socket = given;
        socket.Blocking = true;
        if (socket.Connected)
        {
            stream = new NetworkStream(socket);
        }
        return socket.Connected;
    }

    public bool IsOpen()
    {
        return socket.Connected; // expect: SOCK301 (member)
    }
}
