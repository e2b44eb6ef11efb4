// The count is stored and never used, and whatever the buffer holds is shown; a peer that has closed is noticed by nobody: ignored.
using System;
using System.Net.Sockets;

class ShuttleTracker
{
    private Socket shuttle;
    private byte[] position = new byte[8];

    public ShuttleTracker(Socket shuttle)
    {
        this.shuttle = shuttle;
        shuttle.BeginReceive(position, 0, 8, SocketFlags.None, PositionArrived, null);
    }

    private void PositionArrived(IAsyncResult ar)
    {
        int read = shuttle.EndReceive(ar); // expect: SOCK101 (ignored)
        Console.WriteLine("shuttle at {0}", BitConverter.ToInt64(position, 0));
    }
}
