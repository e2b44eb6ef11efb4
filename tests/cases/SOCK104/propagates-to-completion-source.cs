using System.Net.Sockets;
using System.Threading.Tasks;

class Awaiting
{
    public Task<int> Receive(Socket socket, SocketAsyncEventArgs args)
    {
        var source = new TaskCompletionSource<int>();
        args.UserToken = source;
        args.Completed += OnReceived;
        if (!socket.ReceiveAsync(args))
        {
            OnReceived(socket, args);
        }
        return source.Task;
    }

    private static void OnReceived(object sender, SocketAsyncEventArgs e)
    {
        var source = (TaskCompletionSource<int>)e.UserToken;
        if (e.SocketError != SocketError.Success)
        {
            source.SetException(new SocketException((int)e.SocketError));
        }
        else
        {
            source.SetResult(e.BytesTransferred);
        }
    }
}
