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
        if (e.SocketError == SocketError.Success) // expect: SOCK104 (not-closed)
        {
            if (e.BytesTransferred == 0)
            {
                socket.Close();
            }
            else if (!socket.ReceiveAsync(e))
            {
                OnReceived(sender, e);
            }
        }
        else
        {
            // to be done
        }
    }
}
