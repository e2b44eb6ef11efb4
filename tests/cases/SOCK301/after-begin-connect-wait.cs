// The wait for the connect has a limit, and the flag tells afterwards which of the two came first: no finding.
using System;
using System.Net.Sockets;

public static class PortCheck
{
    public static bool IsOpen(string host, int port)
    {
        using (var client = new TcpClient())
        {
            IAsyncResult pending = client.BeginConnect(host, port, null, null);
            pending.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(1));
            if (!client.Connected)
                return false;

            client.EndConnect(pending);
            return true;
        }
    }
}
