// On 0 the socket is shut down, which ends the talk but frees nothing: it stays open.
using System;
using System.Net.Sockets;

public class StageMixer
{
    private readonly Socket stage;
    private readonly byte[] fader = new byte[6];

    public StageMixer(Socket stage)
    {
        this.stage = stage;
        stage.BeginReceive(fader, 0, fader.Length, SocketFlags.None, OnFader, null);
    }

    private void OnFader(IAsyncResult ar)
    {
        int n = stage.EndReceive(ar); // expect: SOCK101 (not-closed)
        if (n == 0)
        {
            stage.Shutdown(SocketShutdown.Both);
            return;
        }

        Console.WriteLine("fader {0}", fader[0]);
        stage.BeginReceive(fader, 0, fader.Length, SocketFlags.None, OnFader, null);
    }
}
