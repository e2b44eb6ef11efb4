// Linger is set and the socket disconnected where the flag is true: all of it teardown, no finding.
using System;
using System.Net.Sockets;

public class BoothLine
{
    private readonly Socket line;

    public BoothLine(Socket line)
    {
        this.line = line;
    }

    public void HangUp()
    {
        if (line != null && line.Connected)
        {
            line.LingerState = new LingerOption(true, 0);
            line.BeginDisconnect(false, OnDisconnected, null);
        }
    }

    private void OnDisconnected(IAsyncResult ar)
    {
        line.EndDisconnect(ar);
        line.Close();
    }
}
