// Whoever waits for the signal goes on without closing.
using System;
using System.Net.Sockets;
using System.Threading;

class Client
{
    private static readonly ManualResetEvent received = new ManualResetEvent(false);
    private readonly byte[] buffer = new byte[4096];

    public static void Ask(Socket socket)
    {
        new Client().Receive(socket);
        received.WaitOne();
        Console.WriteLine("all has come");
    }

    private void Receive(Socket socket)
    {
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, socket);
    }

    private void OnReceive(IAsyncResult result)
    {
        var socket = (Socket)result.AsyncState;
        int count = socket.EndReceive(result); // expect: SOCK101
        if (count > 0)
        {
            Console.WriteLine(count);
            Receive(socket);
        }
        else
        {
            received.Set();
        }
    }
}
