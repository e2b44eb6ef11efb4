// One statement sets both timeouts by a chained assignment, and all I/O is awaited: two settings without effect on one line.
using System.Net.Sockets;
using System.Threading.Tasks;

public sealed class CourierLink
{
    private readonly Socket _socket;

    public CourierLink(Socket socket, int milliseconds)
    {
        _socket = socket;
        _socket.SendTimeout = _socket.ReceiveTimeout = milliseconds; // expect: SOCK201, SOCK201
    }

    public async Task<int> ExchangeAsync(byte[] parcel)
    {
        using (var stream = new NetworkStream(_socket, true))
        {
            await stream.WriteAsync(parcel, 0, parcel.Length);
            return await stream.ReadAsync(parcel, 0, parcel.Length);
        }
    }
}
