using System.Net.Sockets;

class Sender
{
    private int sent;

    public void OnSendCompleted(object sender, SocketAsyncEventArgs e)
    {
        if (e.SocketError == SocketError.Success)
        {
            sent += e.BytesTransferred;
        }
    }
}
