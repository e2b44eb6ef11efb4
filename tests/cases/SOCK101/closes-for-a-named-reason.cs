// What is called with a named constant does what it does for that: no finding where that is to close.
using System;
using System.Net.Sockets;

enum Happened
{
    Error,
    NoMore,
    Some,
}

static class Codes
{
    public const int NoMore = 1;
    public const int Some = 2;
}

class ByEnumeration
{
    private readonly Socket socket;
    private readonly SocketAsyncEventArgs args = new SocketAsyncEventArgs();
    private readonly Action<Happened> notify;

    public ByEnumeration(Socket socket)
    {
        this.socket = socket;
        notify = Handle;
        args.AcceptSocket = socket;
        args.Completed += (sender, e) => Process();
    }

    public void Start()
    {
        if (!args.AcceptSocket.ReceiveAsync(args))
        {
            Process();
        }
    }

    private void Process()
    {
        if (args.BytesTransferred == 0)
        {
            notify(Happened.NoMore);
            return;
        }
        notify(Happened.Some);
    }

    private void Handle(Happened happened)
    {
        switch (happened)
        {
            case Happened.NoMore:
                socket.Close();
                break;
            case Happened.Some:
                Start();
                break;
        }
    }
}

class ByNumber
{
    private readonly Socket socket;

    public ByNumber(Socket socket)
    {
        this.socket = socket;
    }

    public void Run()
    {
        var buffer = new byte[10];
        while (true)
        {
            if (socket.Receive(buffer) == 0)
            {
                Handle(Codes.NoMore);
                return;
            }
            Handle(Codes.Some);
        }
    }

    private void Handle(int code)
    {
        if (code == Codes.NoMore)
        {
            socket.Close();
        }
    }
}

class ForAnotherReason
{
    private readonly Socket socket;

    public ForAnotherReason(Socket socket)
    {
        this.socket = socket;
    }

    public void Run()
    {
        var buffer = new byte[10];
        while (true)
        {
            if (socket.Receive(buffer) == 0) // expect: SOCK101
            {
                Handle(Codes.Some);
                return;
            }
        }
    }

    private void Handle(int code)
    {
        if (code == Codes.NoMore)
        {
            socket.Close();
        }
    }
}
