// The receive is in a helper, and nobody between catches.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Server
{
    private readonly byte[] buffer = new byte[4096];

    public void Run(Socket listener)
    {
        while (true)
        {
            Socket client = listener.Accept();
            client.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceived, client);
        }
    }

    private void OnReceived(IAsyncResult ar)
    {
        Socket client = (Socket)ar.AsyncState;
        if (Count(client, ar) == 0)
        {
            client.Close();
        }
    }

    private static int Count(Socket client, IAsyncResult ar)
    {
        return Complete(client, ar);
    }

    private static int Complete(Socket client, IAsyncResult ar)
    {
        return client.EndReceive(ar); // expect: SOCK105 (callback)
    }
}
