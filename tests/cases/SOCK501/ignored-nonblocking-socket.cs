using System.Net.Sockets;

class Feed
{
    private readonly Socket socket;

    public Feed(Socket socket)
    {
        this.socket = socket;
        socket.Blocking = false;
    }

    public void Put(byte[] data)
    {
        socket.Send(data, 0, data.Length, SocketFlags.None); // expect: SOCK501
    }
}
