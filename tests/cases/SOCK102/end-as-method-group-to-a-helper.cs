using System;
using System.Net.Sockets;

class Server
{
    private readonly Socket listener;

    public Server(Socket listener)
    {
        this.listener = listener;
        listener.BeginAccept(OnAccept, null);
    }

    private void OnAccept(IAsyncResult ar)
    {
        Socket client = Try(listener.EndAccept, ar);
        if (client != null)
        {
            client.Close();
        }
    }

    private static Socket Try(Func<IAsyncResult, Socket> end, IAsyncResult ar)
    {
        try
        {
            return end(ar);
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
