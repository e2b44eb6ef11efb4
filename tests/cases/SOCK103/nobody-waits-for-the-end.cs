// Fresh args without a handler: nobody is to be told.
using System.Net.Sockets;

class Farewell
{
    public void Say(Socket socket, byte[] bye)
    {
        var args = new SocketAsyncEventArgs();
        args.SetBuffer(bye, 0, bye.Length);
        socket.SendAsync(args);
    }
}
