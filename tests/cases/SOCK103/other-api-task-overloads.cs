using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

class Modern
{
    public async Task Go(Socket socket, EndPoint there, byte[] question)
    {
        await socket.ConnectAsync(there);
        await socket.SendAsync(new ArraySegment<byte>(question), SocketFlags.None);
        Task later = socket.SendAsync(new ArraySegment<byte>(question), SocketFlags.None);
        await later;
    }
}
