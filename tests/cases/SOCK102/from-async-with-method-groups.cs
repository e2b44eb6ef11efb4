using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

static class Tasks
{
    public static Task Connect(Socket socket, EndPoint there)
    {
        return Task.Factory.FromAsync(socket.BeginConnect, socket.EndConnect, there, null);
    }

    public static Task<int> Send(Socket socket, byte[] data)
    {
        return Task<int>.Factory.FromAsync(
            socket.BeginSend(data, 0, data.Length, SocketFlags.None, null, socket), socket.EndSend);
    }
}
