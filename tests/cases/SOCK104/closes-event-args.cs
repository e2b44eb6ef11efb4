using System.Net.Sockets;

class Session
{
    private readonly Socket socket;

    public Session(Socket socket)
    {
        this.socket = socket;
    }

    public void OnReceived(object sender, SocketAsyncEventArgs e)
    {
        if (e.BytesTransferred > 0 && e.SocketError == SocketError.Success)
        {
            if (!socket.ReceiveAsync(e))
            {
                OnReceived(sender, e);
            }
        }
        else
        {
            Leave();
        }
    }

    private void Leave()
    {
        socket.Close();
    }
}
