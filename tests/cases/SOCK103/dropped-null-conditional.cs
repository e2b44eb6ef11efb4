using System.Net.Sockets;

class Session
{
    public Socket Socket { get; set; }

    public void Receive(SocketAsyncEventArgs args)
    {
        Socket?.ReceiveAsync(args); // expect: SOCK103
    }
}
