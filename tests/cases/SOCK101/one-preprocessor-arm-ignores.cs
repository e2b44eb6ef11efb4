// Under one symbol the count is tested and 0 closes, under the other it is dropped: the second arm is built too, and there it is ignored.
using System;
using System.Net.Sockets;

public class HandheldLink
{
    private readonly Socket handheld;

    public HandheldLink(Socket handheld)
    {
        this.handheld = handheld;
    }

    public void Acknowledge()
    {
        var ack = new byte[1];
#if DESKTOP
        if (handheld.Receive(ack) == 0)
        {
            handheld.Close();
        }
#else
        handheld.Receive(ack); // expect: SOCK101 (ignored)
#endif
    }
}
