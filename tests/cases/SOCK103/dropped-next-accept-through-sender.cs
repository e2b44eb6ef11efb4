using System.Net.Sockets;

class Doorman
{
    public void Start(Socket door)
    {
        SocketAsyncEventArgs args = new SocketAsyncEventArgs();
        args.Completed += new System.EventHandler<SocketAsyncEventArgs>(OnAccept);
        if (!door.AcceptAsync(args))
        {
            OnAccept(door, args);
        }
    }

    private void OnAccept(object sender, SocketAsyncEventArgs e)
    {
        e.AcceptSocket.Close();
        e.AcceptSocket = null;
        ((Socket)sender).AcceptAsync(e); // expect: SOCK103
    }
}
