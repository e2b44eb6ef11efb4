// What came is judged by a helper, which throws whatever it is given: the caller never returns with the end unseen.
using System;
using System.Net.Sockets;

public class Scale
{
    private readonly Socket socket;
    private bool connected = true;

    public Scale(Socket socket)
    {
        this.socket = socket;
    }

    public void Start()
    {
        SocketAsyncEventArgs args = new SocketAsyncEventArgs();
        args.SetBuffer(new byte[64], 0, 64);
        args.Completed += OnReceived;
        socket.ReceiveAsync(args); // expect: SOCK103
    }

    private void OnReceived(object sender, SocketAsyncEventArgs args)
    {
        if (args.BytesTransferred > 0 && args.SocketError == SocketError.Success)
        {
            Console.WriteLine(args.Buffer[0]);
        }
        else
        {
            connected = false;
            Fail(args);
        }
    }

    private void Fail(SocketAsyncEventArgs args)
    {
        throw new SocketException((int)args.SocketError);
    }

    public void Send(byte[] data)
    {
        if (connected)
            socket.Send(data);
    }
}
