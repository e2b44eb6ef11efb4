using System.Net;
using System.Net.Sockets;

class Feed
{
    private Socket socket;

    public void Open()
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
    }

    public void Put(byte[] data)
    {
        socket.Send(data); // expect: SOCK501
    }

    public void Close()
    {
        socket.Close();
    }
}
