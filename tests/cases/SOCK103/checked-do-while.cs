using System.Net.Sockets;

class Server
{
    private readonly Socket door;

    public Server(Socket door)
    {
        this.door = door;
    }

    public void OnAccept(object sender, SocketAsyncEventArgs e)
    {
        do
        {
            e.AcceptSocket.Close();
            e.AcceptSocket = null;
        } while (!door.AcceptAsync(e));
    }
}
