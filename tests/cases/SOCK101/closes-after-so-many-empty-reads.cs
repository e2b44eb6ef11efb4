// A reader that gives up after five reads of nothing: the count is kept by another method.
using System;
using System.Net.Sockets;

class Patient
{
    private readonly Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] buffer = new byte[512];
    private int empty;

    public void Listen()
    {
        while (empty < 5)
        {
            Take(socket.Receive(buffer));
        }
        socket.Close();
    }

    private void Take(int count)
    {
        if (count == 0)
        {
            empty++;
        }
    }
}

class Endless
{
    private readonly Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] buffer = new byte[512];
    private int empty;

    public void Listen()
    {
        while (empty < 5)
        {
            Take(socket.Receive(buffer)); // expect: SOCK101 (spin)
        }
        socket.Close();
    }

    private void Take(int count)
    {
        Console.WriteLine("{0}, {1}", count, empty);
    }
}
