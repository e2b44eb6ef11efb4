using System.Net.Sockets;

class TaggedArgs : SocketAsyncEventArgs
{
    public bool InUse;
}

class Client
{
    private readonly Socket socket;
    private readonly TaggedArgs args = new TaggedArgs();

    public Client(Socket socket)
    {
        this.socket = socket;
        args.Completed += (s, e) => args.InUse = false;
    }

    public void Send(byte[] data)
    {
        args.InUse = true;
        args.SetBuffer(data, 0, data.Length);
        socket.SendAsync(args); // expect: SOCK103
    }
}
