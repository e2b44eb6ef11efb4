using System;
using System.Net.Sockets;

class Dialer
{
    public TcpClient Dial(string host, int port)
    {
        var client = new TcpClient(); // expect: SOCK401 (exception-path)
        IAsyncResult pending = client.BeginConnect(host, port, null, null);
        if (!pending.AsyncWaitHandle.WaitOne(2000, false))
        {
            client.Close();
            throw new TimeoutException();
        }
        client.EndConnect(pending);
        return client;
    }
}
