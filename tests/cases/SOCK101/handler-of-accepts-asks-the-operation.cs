// What a handler of accepts asks for is no receive: it has asked which operation has completed.
using System.Net.Sockets;

class Hall
{
    private readonly Socket listener = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public void Open()
    {
        SocketAsyncEventArgs args = new SocketAsyncEventArgs();
        args.Completed += OnCompleted;
        if (!listener.AcceptAsync(args))
        {
            OnCompleted(this, args);
        }
    }

    private void OnCompleted(object sender, SocketAsyncEventArgs e)
    {
        if (e.LastOperation != SocketAsyncOperation.Accept)
        {
            return;
        }
        if (e.BytesTransferred <= 0)
        {
            return;
        }
        Guests.Add(e.AcceptSocket);
    }
}
