using System.Net.Sockets;

class Session
{
    private readonly Socket socket;

    public Session(Socket socket)
    {
        this.socket = socket;
    }

    private bool Arm(SocketAsyncEventArgs args) => socket.ReceiveAsync(args);

    public void Begin(SocketAsyncEventArgs args)
    {
        args.Completed += OnReceived;
        while (!Arm(args))
        {
            if (args.BytesTransferred == 0 || args.SocketError != SocketError.Success)
            {
                socket.Close();
                return;
            }
        }
    }

    private void OnReceived(object sender, SocketAsyncEventArgs e)
    {
        if (e.BytesTransferred == 0 || e.SocketError != SocketError.Success)
        {
            socket.Close();
            return;
        }
        Begin(e);
    }
}
