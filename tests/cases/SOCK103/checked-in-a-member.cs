using System.Net.Sockets;

class Session
{
    private readonly Socket socket;
    private bool waiting;

    public Session(Socket socket)
    {
        this.socket = socket;
    }

    public void Begin(SocketAsyncEventArgs args)
    {
        waiting = socket.ReceiveAsync(args);
    }

    public bool MayRead
    {
        get { return !waiting; }
    }
}
