// What an accept has just put into its event args: no finding. In a handler of receives it is an old acquaintance.
using System;
using System.Net.Sockets;

public class Switchboard
{
    private readonly Socket listener = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public void Open()
    {
        var args = new SocketAsyncEventArgs();
        args.Completed += OnAccepted;
        if (!listener.AcceptAsync(args))
        {
            Take(args);
        }
    }

    private void OnAccepted(object sender, SocketAsyncEventArgs e)
    {
        Take(e);
    }

    private void Take(SocketAsyncEventArgs e)
    {
        Socket guest = e.AcceptSocket;
        if (guest.Connected)
        {
            guest.Send(new byte[] { 1 });
        }
        guest.Close();
    }

    private void Direct(SocketAsyncEventArgs e)
    {
        if (e.AcceptSocket.Connected)
        {
            e.AcceptSocket.Send(new byte[] { 1 });
        }
        e.AcceptSocket.Close();
    }

    private void OnReceived(object sender, SocketAsyncEventArgs e)
    {
        if (e.SocketError != SocketError.Success || e.BytesTransferred == 0)
        {
            e.AcceptSocket.Close();
            return;
        }
        if (e.AcceptSocket.Connected) // expect: SOCK301
        {
            e.AcceptSocket.Send(e.Buffer);
        }
    }
}
