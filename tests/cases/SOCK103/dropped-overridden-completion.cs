// Nobody subscribes, but the args' own class is told of the end.
using System.Net.Sockets;

class SelfServing : SocketAsyncEventArgs
{
    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        System.Console.WriteLine(e.SocketError);
    }
}

class User
{
    public void Go(Socket socket)
    {
        var args = new SelfServing();
        socket.SendAsync(args); // expect: SOCK103
    }
}
