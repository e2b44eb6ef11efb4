// A connection is IDisposable, whatever it is called by where it is disposed.
using System;
using System.Net.Sockets;

class AskedForIt
{
    private readonly Socket socket;

    public AskedForIt(Socket socket)
    {
        this.socket = socket;
    }

    public void Run()
    {
        while (socket.Receive(new byte[10]) != 0)
        {
        }
        End(socket);
    }

    private static void End(object owned)
    {
        if (owned is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}

class DeclaredSo
{
    private readonly Socket socket;

    public DeclaredSo(Socket socket)
    {
        this.socket = socket;
    }

    public void Run()
    {
        IDisposable owned = socket;
        while (socket.Receive(new byte[10]) != 0)
        {
        }
        owned.Dispose();
    }
}

class OfEventArgs
{
    private readonly Socket socket;
    private readonly SocketAsyncEventArgs args = new SocketAsyncEventArgs();

    public OfEventArgs(Socket socket)
    {
        this.socket = socket;
        args.SetBuffer(new byte[10], 0, 10);
        args.Completed += (sender, e) => Received(e);
    }

    private void Received(SocketAsyncEventArgs e)
    {
        if (e.BytesTransferred == 0)
        {
            if (socket is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
        else if (!socket.ReceiveAsync(e))
        {
            Received(e);
        }
    }
}

class NothingToDoWithIt
{
    private readonly Socket socket;
    private readonly object log;

    public NothingToDoWithIt(Socket socket, object log)
    {
        this.socket = socket;
        this.log = log;
    }

    public void Run()
    {
        while (socket.Receive(new byte[10]) != 0) // expect: SOCK101
        {
        }
        if (log is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
