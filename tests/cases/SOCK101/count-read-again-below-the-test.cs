// Whoever reads the count first closes at 0; what it calls reads it again, of what is left: no finding.
using System.Net.Sockets;

class Listener
{
    void Completed(object sender, SocketAsyncEventArgs args)
    {
        var socket = (Socket)args.UserToken;
        if (args.BytesTransferred == 0)
        {
            socket.Close();
            return;
        }
        if (Take(args))
        {
            Next(socket, args);
        }
    }

    bool Take(SocketAsyncEventArgs args)
    {
        var message = new byte[args.BytesTransferred];
        return message.Length > 4;
    }

    public void Next(Socket socket, SocketAsyncEventArgs args)
    {
        args.Completed += Completed;
        args.UserToken = socket;
        if (!socket.ReceiveAsync(args))
        {
            Completed(this, args);
        }
    }
}
