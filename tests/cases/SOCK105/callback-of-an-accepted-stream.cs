// A stream raises IOException, which a handler of SocketException does not take.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Server
{
    private readonly byte[] buffer = new byte[4096];

    public void Run(TcpListener listener)
    {
        while (true)
        {
            TcpClient client = listener.AcceptTcpClient();
            NetworkStream stream = client.GetStream();
            stream.BeginRead(buffer, 0, buffer.Length, OnRead, stream);
        }
    }

    private void OnRead(IAsyncResult ar)
    {
        NetworkStream stream = (NetworkStream)ar.AsyncState;
        try
        {
            Console.WriteLine(stream.EndRead(ar)); // expect: SOCK105 (callback)
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.Message);
        }
        stream.Close();
    }
}
