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
        bool pending = false;
        try
        {
            pending = socket.SendAsync(args);
        }
        catch (System.ObjectDisposedException)
        {
        }
        if (pending == false)
        {
            Sent(socket, args);
        }
    }

    private void Sent(object sender, SocketAsyncEventArgs e)
    {
        e.Dispose();
    }
}
