// What is caught is there, so whoever is given it closes.
using System;
using System.Net.Sockets;

class Login
{
    readonly Socket socket;
    readonly byte[] buffer = new byte[64];
    readonly Action<Exception> done;

    public Login(Socket socket)
    {
        this.socket = socket;
        done = OnDone;
        Begin();
    }

    void Begin()
    {
        socket.BeginReceive(buffer, 0, 64, SocketFlags.None, OnReceive, null);
    }

    void OnReceive(IAsyncResult result)
    {
        try
        {
            int count = socket.EndReceive(result);
            if (count <= 0)
                throw new InvalidOperationException();
            done(null);
        }
        catch (Exception error)
        {
            done(error);
        }
    }

    void OnDone(Exception error)
    {
        if (error != null)
        {
            socket.Close();
            return;
        }
        Begin();
    }
}
