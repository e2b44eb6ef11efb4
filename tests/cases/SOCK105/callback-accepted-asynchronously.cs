// The accept is one of Begin and End too.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Server
{
    private readonly byte[] buffer = new byte[4096];
    private readonly Socket listener;

    public Server(Socket listener)
    {
        this.listener = listener;
    }

    public void Start()
    {
        listener.BeginAccept(OnAccepted, null);
    }

    private void OnAccepted(IAsyncResult ar)
    {
        Socket client = listener.EndAccept(ar);
        client.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceived, client);
        Start();
    }

    private void OnReceived(IAsyncResult ar)
    {
        Socket client = (Socket)ar.AsyncState;
        Console.WriteLine(client.EndReceive(ar)); // expect: SOCK105 (callback)
        client.Close();
    }
}
