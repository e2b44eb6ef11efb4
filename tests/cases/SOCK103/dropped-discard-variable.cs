using System.Net.Sockets;

class Reader
{
    private readonly Socket socket;

    public Reader(Socket socket)
    {
        this.socket = socket;
    }

    public void Begin(SocketAsyncEventArgs args)
    {
        _ = socket.ReceiveAsync(args); // expect: SOCK103
    }
}
