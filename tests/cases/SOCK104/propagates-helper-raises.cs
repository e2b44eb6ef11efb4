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
        if (e.SocketError != SocketError.Success)
        {
            Fail(e);
        }
        if (e.BytesTransferred == 0)
        {
            socket.Close();
        }
    }

    private static void Fail(SocketAsyncEventArgs e)
    {
        throw new SocketException((int)e.SocketError);
    }
}
