// The event args are a member, so their count is one too: that a condition tests it, here, is no hand-over of the end.
using System;
using System.Net.Sockets;

public class Session
{
    private Socket socket;
    private SocketAsyncEventArgs receiving;
    private bool connected;

    public void Start(Socket made)
    {
        receiving = new SocketAsyncEventArgs();
        receiving.Completed += OnCompleted;
        receiving.UserToken = this;
        receiving.SetBuffer(new byte[100], 0, 100);
        socket = made;
        connected = true;
        Next();
    }

    private void OnCompleted(object sender, SocketAsyncEventArgs e)
    {
        ((Session)e.UserToken).OnReceive();
    }

    private void Next()
    {
        if (connected && !socket.ReceiveAsync(receiving))
            OnReceive();
    }

    private void OnReceive()
    {
        if (receiving.BytesTransferred > 0 && receiving.SocketError == SocketError.Success) // expect: SOCK101 (not-closed), SOCK104
        {
            Console.WriteLine(receiving.Buffer[0]);
            Next();
        }
        else
        {
            connected = false;
        }
    }
}
