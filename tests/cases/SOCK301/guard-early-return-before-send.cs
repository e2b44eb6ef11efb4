// The return protects from nothing: the flag is true for a peer that has gone, and the send fails or is lost.
using System.Net.Sockets;
using System.Text;

public class SignalBox
{
    private readonly Socket track;

    public SignalBox(Socket track)
    {
        this.track = track;
    }

    public void Set(string aspect)
    {
        if (!track.Connected) // expect: SOCK301 (guard-io)
            return;
        track.Send(Encoding.ASCII.GetBytes(aspect));
    }
}
