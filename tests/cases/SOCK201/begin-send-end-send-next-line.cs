// EndSend in the next line blocks until the send is done, but the wait is still an asynchronous send's, outside the timeout.
using System;
using System.Net.Sockets;

public class SirenControl
{
    private readonly Socket siren;

    public SirenControl(Socket siren)
    {
        this.siren = siren;
        this.siren.SendTimeout = 1000; // expect: SOCK201
    }

    public int Sound(byte[] pattern)
    {
        IAsyncResult pending = siren.BeginSend(pattern, 0, pattern.Length, SocketFlags.None, null, null);
        return siren.EndSend(pending);
    }
}
