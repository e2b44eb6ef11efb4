using System.Net.Sockets;

class Feed
{
    private readonly Socket socket;

    public Feed(Socket socket)
    {
        this.socket = socket;
        socket.Blocking = false;
    }

    public int Put(byte[] data, int from)
    {
        int sent = socket.Send(data, from, data.Length - from, SocketFlags.None);
        return from + sent;
    }
}
