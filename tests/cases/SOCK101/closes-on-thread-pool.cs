// The socket is handed to a pool thread on 0, whose callback closes it: no finding.
using System;
using System.Net.Sockets;
using System.Threading;

public class CinemaControl
{
    private readonly byte[] cue = new byte[40];

    public void Attach(Socket projector)
    {
        projector.BeginReceive(cue, 0, cue.Length, SocketFlags.None, OnCue, projector);
    }

    private void OnCue(IAsyncResult ar)
    {
        var projector = (Socket)ar.AsyncState;
        if (projector.EndReceive(ar) < 1)
        {
            ThreadPool.QueueUserWorkItem(Retire, projector);
            return;
        }

        Attach(projector);
    }

    private static void Retire(object state)
    {
        var projector = (Socket)state;
        projector.Shutdown(SocketShutdown.Both);
        projector.Close();
    }
}
