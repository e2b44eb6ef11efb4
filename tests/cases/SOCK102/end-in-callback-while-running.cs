// A callback that ends nothing once all is closed is the usual way.
using System;
using System.Net.Sockets;

class Server
{
    private readonly Socket listener;
    private bool running = true;

    public Server(Socket listener)
    {
        this.listener = listener;
        listener.BeginAccept(OnAccept, null);
    }

    private void OnAccept(IAsyncResult ar)
    {
        if (!running)
        {
            return;
        }
        Socket client = listener.EndAccept(ar);
        client.Close();
        listener.BeginAccept(OnAccept, null);
    }

    public void Stop()
    {
        running = false;
        listener.Close();
    }
}
