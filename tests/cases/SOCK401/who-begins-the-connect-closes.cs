// The callback only tells that it is done; who has begun the connect closes.
using System;
using System.Net.Sockets;
using System.Threading;

class Asker
{
    private readonly ManualResetEvent done = new ManualResetEvent(false);

    public void Ask(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.BeginConnect(host, 7, OnConnected, socket);
            done.WaitOne();
            socket.Send(new byte[4]);
        }
        finally
        {
            socket.Close();
        }
    }

    private void OnConnected(IAsyncResult ar)
    {
        try
        {
            ((Socket)ar.AsyncState).EndConnect(ar);
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.Message);
        }
        done.Set();
    }
}
