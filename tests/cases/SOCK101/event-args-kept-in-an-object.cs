// What subscribers are told of is made of the event args: its constructor hands the count on, whatever was done.
using System;
using System.Net.Sockets;

public class Token
{
    public int Number { get; set; }
}

public class Report : EventArgs
{
    public int Number { get; set; }
    public byte[] Data { get; set; }
    public SocketError Error { get; set; }
    public System.Net.EndPoint From { get; set; }

    public Report(SocketAsyncEventArgs args)
    {
        Error = args.SocketError;
        Token token = args.UserToken as Token;
        if (token != null)
        {
            Number = token.Number;
            Data = new byte[args.BytesTransferred];
            Buffer.BlockCopy(args.Buffer, args.Offset, Data, 0, args.BytesTransferred);
            From = args.RemoteEndPoint;
        }
    }
}

public class Arrival : Report
{
    public Arrival(SocketAsyncEventArgs args) : base(args)
    {
    }
}

public class Meter
{
    public event EventHandler<Report> Sampled;
    private readonly Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    protected void Accepted(SocketAsyncEventArgs args)
    {
        Sampled?.Invoke(this, new Arrival(args));
    }

    public void Begin(SocketAsyncEventArgs args)
    {
        args.Completed += (sender, completed) => Received(completed);
        Receive(args);
    }

    protected void Receive(SocketAsyncEventArgs args)
    {
        if (!socket.ReceiveAsync(args))
        {
            Received(args);
        }
    }

    protected void Received(SocketAsyncEventArgs args)
    {
        if (args.BytesTransferred > 0 && args.SocketError == SocketError.Success)
        {
            Sampled?.Invoke(this, new Report(args));
            Receive(args);
        }
        else
        {
            socket.Close();
        }
    }
}
