using System;
using System.Net.Sockets;

class Dialer
{
    public bool Dial(Socket socket, string host, int port)
    {
        var pending = socket.BeginConnect(host, port, null, null); // expect: SOCK102 (waited)
        pending.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(3), true);
        if (!socket.Connected)
        {
            socket.Close();
            return false;
        }
        return true;
    }
}
