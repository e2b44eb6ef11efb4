// That something was received says nothing of whether the peer is still there when it is asked for more.
using System.Net.Sockets;

public class Link
{
    private readonly Socket socket;
    private int pending;

    public Link(Socket socket)
    {
        this.socket = socket;
        var args = new SocketAsyncEventArgs();
        args.SetBuffer(new byte[512], 0, 512);
        args.Completed += (sender, e) => Take(socket, e);
        if (!socket.ReceiveAsync(args))
        {
            Take(socket, args);
        }
    }

    public void Close()
    {
        socket.Close();
    }

    private void Take(Socket from, SocketAsyncEventArgs e)
    {
        if (e.BytesTransferred == 0)
        {
            from.Close();
            return;
        }
        pending += e.BytesTransferred;
        if (from.Connected) // expect: SOCK301
        {
            if (!from.ReceiveAsync(e))
            {
                Take(from, e);
            }
        }
    }
}
