// A client may end with its only connection.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Client
{
    private readonly byte[] buffer = new byte[4096];

    public void Start(string host)
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(host, 7);
        }
        catch (SocketException)
        {
            socket.Close();
            throw;
        }
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceived, socket);
    }

    private void OnReceived(IAsyncResult ar)
    {
        Socket socket = (Socket)ar.AsyncState;
        Console.WriteLine(socket.EndReceive(ar));
        socket.Close();
    }
}
