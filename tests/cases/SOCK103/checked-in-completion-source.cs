using System.Net.Sockets;
using System.Threading.Tasks;

static class Awaiting
{
    public static Task Connect(Socket socket, SocketAsyncEventArgs args)
    {
        var source = new TaskCompletionSource<bool>();
        args.Completed += (s, e) => source.TrySetResult(true);
        if (!socket.ConnectAsync(args))
        {
            source.TrySetResult(true);
        }
        return source.Task;
    }
}
