// The handler does not come to `Parse` with a count of 0, which reads it again: told once, where it is tested.
using System;
using System.Net.Sockets;

public class Session
{
    private readonly Socket socket;

    public Session(Socket socket)
    {
        this.socket = socket;
        var args = new SocketAsyncEventArgs();
        args.SetBuffer(new byte[512], 0, 512);
        args.Completed += OnReceived;
        if (!socket.ReceiveAsync(args))
        {
            OnReceived(socket, args);
        }
    }

    public void Close()
    {
        socket.Close();
    }

    private void OnReceived(object sender, SocketAsyncEventArgs e)
    {
        if (e.SocketError != SocketError.Success)
        {
            socket.Close();
            return;
        }
        if (e.BytesTransferred == 0) // expect: SOCK101
        {
            return;
        }
        Take(e);
    }

    protected void Parse(SocketAsyncEventArgs e)
    {
        if (e.BytesTransferred >= 4)
        {
            Console.WriteLine(BitConverter.ToInt32(e.Buffer, 0));
        }
    }

    protected virtual void Take(SocketAsyncEventArgs e)
    {
        Parse(e);
        if (!socket.ReceiveAsync(e))
        {
            OnReceived(socket, e);
        }
    }
}
