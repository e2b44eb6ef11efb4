using System.Net;
using System.Net.Sockets;

class Gate
{
    private Socket listener;

    public void Open(int port)
    {
        listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, port));
        listener.Listen(10);
        var args = new SocketAsyncEventArgs();
        args.Completed += Accepted;
        listener.AcceptAsync(args); // expect: SOCK103
    }

    private void Accepted(object sender, SocketAsyncEventArgs e)
    {
        do
        {
            e.AcceptSocket.Close();
            e.AcceptSocket = null;
        }
        while (!listener.AcceptAsync(e));
    }
}
