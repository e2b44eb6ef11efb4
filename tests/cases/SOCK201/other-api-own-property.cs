// ReceiveTimeout is a property of this class, which times its awaited reads itself: nothing is set on the socket, no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class GateClient
{
    private readonly Socket socket;

    public GateClient(Socket socket)
    {
        this.socket = socket;
        ReceiveTimeout = 5000;
    }

    public int ReceiveTimeout { get; set; } = 1000;

    public async Task<int> ReadAsync(byte[] state)
    {
        Task<int> read = socket.ReceiveAsync(new ArraySegment<byte>(state), SocketFlags.None);
        if (await Task.WhenAny(read, Task.Delay(this.ReceiveTimeout)) != read)
        {
            socket.Close();
            throw new TimeoutException();
        }

        return await read;
    }
}
