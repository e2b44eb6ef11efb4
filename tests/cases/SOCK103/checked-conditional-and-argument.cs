using System.Net.Sockets;

class Session
{
    public void Begin(Socket socket, SocketAsyncEventArgs args)
    {
        Note(socket.ReceiveAsync(args));
        string state = socket.SendAsync(args) ? "pending" : "done";
        System.Console.WriteLine(state);
    }

    private void Note(bool pending)
    {
        if (!pending)
        {
            System.Console.WriteLine("at once");
        }
    }
}
