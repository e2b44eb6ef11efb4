// The callback closes when the connect has failed, and stores it otherwise.
using System;
using System.Net.Sockets;

class Dialer
{
    private Socket current;

    public void Dial(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.BeginConnect(host, 7, OnConnected, socket);
    }

    private void OnConnected(IAsyncResult ar)
    {
        var socket = (Socket)ar.AsyncState;
        try
        {
            socket.EndConnect(ar);
            current = socket;
        }
        catch (SocketException)
        {
            socket.Close();
        }
    }
}
