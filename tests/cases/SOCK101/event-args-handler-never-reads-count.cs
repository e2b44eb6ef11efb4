// The handler decodes the buffer and receives again without ever reading BytesTransferred, so after the close it goes round on 0.
using System;
using System.Net.Sockets;

public class DrillRig
{
    private readonly Socket rig;

    public DrillRig(Socket rig)
    {
        this.rig = rig;
    }

    public void Start()
    {
        var args = new SocketAsyncEventArgs();
        args.SetBuffer(new byte[8], 0, 8);
        args.Completed += OnDepth;
        if (!rig.ReceiveAsync(args))
            OnDepth(rig, args);
    }

    private void OnDepth(object sender, SocketAsyncEventArgs args)
    {
        do
        {
            Console.WriteLine("depth {0}", BitConverter.ToDouble(args.Buffer, 0));
        }
        while (!rig.ReceiveAsync(args)); // expect: SOCK101
    }
}
