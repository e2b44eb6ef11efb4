// The initialiser sets a send timeout, and every send on the socket is SendAsync, which does not obey it.
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

public class MetricsPusher
{
    private readonly Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendTimeout = 500 }; // expect: SOCK201

    public async Task PushAsync(EndPoint server, byte[] batch)
    {
        await socket.ConnectAsync(server);
        int sent = 0;
        while (sent < batch.Length)
            sent += await socket.SendAsync(new ArraySegment<byte>(batch, sent, batch.Length - sent), SocketFlags.None);
    }
}
