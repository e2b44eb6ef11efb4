// A receive that is complete at once goes back to the top of the handler, where every count is tested and 0 closes: no finding.
using System;
using System.Net.Sockets;

public class OrderEntryPort
{
    private readonly Socket _socket;

    public OrderEntryPort(Socket socket)
    {
        _socket = socket;
    }

    public void Start(SocketAsyncEventArgs args)
    {
        args.SetBuffer(new byte[512], 0, 512);
        args.Completed += OnReceived;
        if (!_socket.ReceiveAsync(args))
            OnReceived(this, args);
    }

    private void OnReceived(object sender, SocketAsyncEventArgs args)
    {
    again:
        if (args.SocketError != SocketError.Success || args.BytesTransferred == 0)
        {
            _socket.Close();
            args.Dispose();
            return;
        }

        Console.WriteLine("order of {0} bytes", args.Count);
        if (!_socket.ReceiveAsync(args))
            goto again;
    }
}
