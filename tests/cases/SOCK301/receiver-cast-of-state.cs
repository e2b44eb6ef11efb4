// The receiver is a cast of the timer's state; the flag decides whether the beat is sent.
using System.Net.Sockets;
using System.Threading;

public class BeatSender
{
    private readonly Timer timer;

    public BeatSender(Socket peer)
    {
        timer = new Timer(Beat, peer, 1000, 1000);
    }

    private static void Beat(object state)
    {
        var peer = (Socket)state;
        if (peer.Connected) // expect: SOCK301 (guard-io)
            peer.Send(new byte[] { 0x00 });
    }
}
