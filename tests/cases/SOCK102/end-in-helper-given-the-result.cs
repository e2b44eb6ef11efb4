using System;
using System.Net.Sockets;

class Dialer
{
    public Socket Dial(Socket socket, string host)
    {
        var pending = socket.BeginConnect(host, 80, null, null);
        Wait(socket, pending);
        return socket;
    }

    private static void Wait(Socket socket, IAsyncResult pending)
    {
        if (pending.AsyncWaitHandle.WaitOne(1000))
        {
            socket.EndConnect(pending);
        }
        else
        {
            socket.Close();
        }
    }
}
