// What is returned owns the socket; any failure before disposes of it.
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

static class Dialer
{
    public static async Task<Stream> Dial(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, 7);
            return new NetworkStream(socket, true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
