using System.Net.Sockets;

class Session
{
    private readonly Socket socket;

    public Session(Socket socket)
    {
        this.socket = socket;
    }

    public void Send(SocketAsyncEventArgs args)
    {
        args.Completed += Sent;
        if (!socket.SendAsync(args))
            Sent(socket, args);
    }

    private void Sent(object sender, SocketAsyncEventArgs e)
    {
        e.Dispose();
    }
}
