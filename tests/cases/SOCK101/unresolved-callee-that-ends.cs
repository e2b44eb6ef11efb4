// On 0 the session is given to a pool of another library by a name that says it ends things: at most of low confidence, hidden by default.
using System;
using System.Net.Sockets;
using Acme.Pooling;

public class LiftSession
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[1024];

    public LiftSession(Socket socket)
    {
        this.socket = socket;
    }

    public void Arm()
    {
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
    }

    private void OnReceive(IAsyncResult ar)
    {
        if (socket.EndReceive(ar) == 0)
        {
            ConnectionPool.Shared.Release(socket);
            return;
        }

        Arm();
    }
}
