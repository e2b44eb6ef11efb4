using System.Net.Sockets;
using System.Threading.Tasks;

class Session
{
    public async Task Receive(Socket socket, SocketAsyncEventArgs args, TaskCompletionSource<int> source)
    {
        if (socket.ReceiveAsync(args))
            await source.Task;
        else
            System.Console.WriteLine("at once");
    }
}
