// The handler serves sends, whose count is no sign that the peer has closed: no finding.
using System;
using System.Net.Sockets;

public class PaintPusher
{
    private readonly Socket viewer;
    private long pushed;

    public PaintPusher(Socket viewer)
    {
        this.viewer = viewer;
    }

    public void Push(byte[] bitmap)
    {
        var args = new SocketAsyncEventArgs();
        args.SetBuffer(bitmap, 0, bitmap.Length);
        args.Completed += OnSent;
        if (!viewer.SendAsync(args))
            OnSent(viewer, args);
    }

    private void OnSent(object sender, SocketAsyncEventArgs args)
    {
        pushed += args.BytesTransferred;
        Console.WriteLine("{0} bytes pushed", pushed);
        args.Dispose();
    }
}
