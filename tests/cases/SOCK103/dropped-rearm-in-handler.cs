// The first receive is right, the next one is not.
using System.Net.Sockets;

class Meter
{
    private readonly Socket socket;
    private int total;

    public Meter(Socket socket)
    {
        this.socket = socket;
    }

    public void Run(SocketAsyncEventArgs args)
    {
        args.Completed += OnCompleted;
        if (!socket.ReceiveAsync(args))
        {
            OnCompleted(socket, args);
        }
    }

    private void OnCompleted(object sender, SocketAsyncEventArgs e)
    {
        if (e.SocketError != SocketError.Success || e.BytesTransferred == 0)
        {
            socket.Dispose();
            return;
        }
        total += e.BytesTransferred;
        socket.ReceiveAsync(e); // expect: SOCK103
    }
}
