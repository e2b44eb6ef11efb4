// A blocking send goes on until all is taken.
using System.Net.Sockets;

class Feed
{
    private readonly Socket socket;

    public Feed(Socket socket)
    {
        this.socket = socket;
    }

    public void Put(byte[] data)
    {
        socket.Send(data);
    }
}
