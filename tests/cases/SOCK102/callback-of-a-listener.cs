using System;
using System.Net.Sockets;

class Server
{
    private readonly TcpListener listener;
    private bool stopped;

    public Server(TcpListener listener)
    {
        this.listener = listener;
    }

    public void Start()
    {
        listener.Start();
        listener.BeginAcceptTcpClient(OnAccept, null); // expect: SOCK102 (callback)
    }

    private void OnAccept(IAsyncResult ar)
    {
        stopped = true;
    }
}
