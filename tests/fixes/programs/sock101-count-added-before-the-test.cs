// The count is added to what was there before and the sum is tested, so a close in mid message looks like data and is waited on for ever.
using System;
using System.Net.Sockets;

public class FrameAssembler
{
    private readonly Socket source;
    private readonly byte[] frame = new byte[1024];
    private int have;

    public FrameAssembler(Socket source)
    {
        this.source = source;
    }

    public void More()
    {
        source.BeginReceive(frame, have, frame.Length - have, SocketFlags.None, OnMore, null);
    }

    private void OnMore(IAsyncResult ar)
    {
        have += source.EndReceive(ar); // expect: SOCK101 (rearm)
        if (have == 0)
        {
            source.Close();
            return;
        }

        if (have == frame.Length)
        {
            Console.WriteLine("frame complete");
            have = 0;
        }

        More();
    }
}
