// Whether it blocks is the caller's choice, and nobody here knows it.
using System.Net.Sockets;

class Feed
{
    public void Put(Socket socket, bool wait, byte[] data)
    {
        socket.Blocking = wait;
        socket.Send(data);
    }
}
