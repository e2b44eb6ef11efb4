// The first receive drops the answer: a greeting that is there already is never read.
using System.Net.Sockets;

class GreetingReader
{
    private readonly Socket socket;
    private readonly SocketAsyncEventArgs args = new SocketAsyncEventArgs();

    public GreetingReader(Socket socket)
    {
        this.socket = socket;
        args.SetBuffer(new byte[512], 0, 512);
        args.Completed += OnCompleted;
        this.socket.ReceiveAsync(args); // expect: SOCK103 (ignored)
    }

    private void OnCompleted(object sender, SocketAsyncEventArgs e)
    {
        if (e.BytesTransferred == 0 || e.SocketError != SocketError.Success)
        {
            socket.Close();
            return;
        }
        if (!socket.ReceiveAsync(e))
        {
            OnCompleted(sender, e);
        }
    }
}
