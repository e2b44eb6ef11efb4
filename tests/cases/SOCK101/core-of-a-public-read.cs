// The private core hands the count on through a public method: what one more caller makes of it is no fault of the receive.
using System;
using System.Net.Sockets;

public class Pipe
{
    private readonly Socket socket;

    public Pipe(Socket socket)
    {
        this.socket = socket;
    }

    public int Read(byte[] buffer)
    {
        return ReadCore(buffer);
    }

    public void Drain()
    {
        int size = ReadCore(new byte[1]);
        if (size > 0)
            throw new InvalidOperationException("there is more");
    }

    private int ReadCore(byte[] buffer)
    {
        return socket.Receive(buffer);
    }
}
