// Only the first turn stands behind Available; the others receive again, until what is sent fails.
using System;
using System.Net.Sockets;

class Link
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[4096];

    public Link(Socket socket)
    {
        this.socket = socket;
    }

    public void Drain()
    {
        if (socket.Available == 0)
        {
            return;
        }
        while (true)
        {
            int count = socket.Receive(buffer); // expect: SOCK101
            Console.WriteLine(count);
            socket.Send(new byte[] { 1, 2 });
        }
    }
}
