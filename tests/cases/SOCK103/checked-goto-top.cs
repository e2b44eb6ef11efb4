using System.Net.Sockets;

class Pump
{
    public void OnReceived(object sender, SocketAsyncEventArgs e)
    {
        Socket socket = (Socket)sender;
    again:
        if (e.BytesTransferred == 0 || e.SocketError != SocketError.Success)
        {
            socket.Close();
            return;
        }
        if (!socket.ReceiveAsync(e)) goto again;
    }
}
