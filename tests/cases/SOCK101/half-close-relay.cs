// 0 from one side half-closes the other, and when both directions have ended both sockets are closed: no finding.
using System.Net.Sockets;
using System.Threading;

public sealed class PortForwarder
{
    private readonly Socket near;
    private readonly Socket far;
    private int open = 2;

    public PortForwarder(Socket near, Socket far)
    {
        this.near = near;
        this.far = far;
    }

    public void Start()
    {
        new Thread(() => Pump(near, far)).Start();
        new Thread(() => Pump(far, near)).Start();
    }

    private void Pump(Socket from, Socket to)
    {
        var buffer = new byte[16384];
        int n;
        while ((n = from.Receive(buffer)) > 0)
        {
            to.Send(buffer, 0, n, SocketFlags.None);
        }

        to.Shutdown(SocketShutdown.Send);
        if (Interlocked.Decrement(ref open) == 0)
        {
            near.Close();
            far.Close();
        }
    }
}
