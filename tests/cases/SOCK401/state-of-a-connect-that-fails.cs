// Only the pending connect has it, and the callback that hears of its failure forgets it.
using System;
using System.Net.Sockets;

class Dialer
{
    private Socket current;

    public void Dial(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); // expect: SOCK401 (exception-path)
        socket.BeginConnect(host, 7, OnConnected, socket);
    }

    private void OnConnected(IAsyncResult ar)
    {
        try
        {
            var socket = (Socket)ar.AsyncState;
            socket.EndConnect(ar);
            current = socket;
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
