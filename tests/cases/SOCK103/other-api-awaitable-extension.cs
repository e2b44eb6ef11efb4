// An own extension that takes own args and gives something to await.
using System.Net.Sockets;
using System.Threading.Tasks;

class SocketAwaitable
{
    public Task Wait()
    {
        return Task.CompletedTask;
    }
}

static class Extensions
{
    public static Task ReceiveAsync(this Socket socket, SocketAwaitable awaitable)
    {
        return awaitable.Wait();
    }
}

class User
{
    public async Task Go(Socket socket, SocketAwaitable awaitable)
    {
        await socket.ReceiveAsync(awaitable);
    }
}
