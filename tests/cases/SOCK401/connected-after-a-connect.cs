// Connect raises or connects: that Connected is false after it need not be thought of. After a wait it may be.
using System;
using System.Net;
using System.Net.Sockets;

class Dialer
{
    public Socket Dial(EndPoint at)
    {
        var made = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (TryConnect(made, at))
        {
            return made;
        }
        throw new InvalidOperationException("no answer");
    }

    static bool TryConnect(Socket made, EndPoint at)
    {
        try
        {
            made.Connect(at);
            return made.Connected;
        }
        catch (SocketException)
        {
            made.Dispose();
            return false;
        }
    }

    public TcpClient DialInTime(string host)
    {
        var client = new TcpClient(); // expect: SOCK401 early-return
        IAsyncResult connecting = client.BeginConnect(host, 9, null, null); // expect: SOCK102
        connecting.AsyncWaitHandle.WaitOne(500);
        if (!client.Connected)
        {
            return null;
        }
        return client;
    }
}
