// The registration closes it when it is cancelled, and the using otherwise.
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Listener
{
    public async Task Run(CancellationToken token)
    {
        Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        token.Register(() => socket.Close());
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Any, 7));
        socket.Listen(5);
        await Task.Delay(-1, token);
    }
}
