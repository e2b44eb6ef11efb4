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
        if (e.SocketError != SocketError.Success) // expect: SOCK104 (not-closed)
        {
            Leave();
            return;
        }
        if (e.BytesTransferred == 0)
        {
            socket.Close();
        }
    }

    private void Leave()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
        }
    }
}
