// The time-out returns null, and so does a failed connect.
using System;
using System.Net.Sockets;

class Dialer
{
    public TcpClient Dial(string host)
    {
        var client = new TcpClient(); // expect: SOCK401
        IAsyncResult pending = client.BeginConnect(host, 7, null, null);
        if (!pending.AsyncWaitHandle.WaitOne(3000))
        {
            return null;
        }
        client.EndConnect(pending);
        return client;
    }
}
