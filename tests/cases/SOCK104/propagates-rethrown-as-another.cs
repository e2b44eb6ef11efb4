using System;
using System.Net.Sockets;

class Reader
{
    private readonly Socket socket;

    public Reader(Socket socket)
    {
        this.socket = socket;
    }

    public int Read(byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer);
        }
        catch (SocketException e)
        {
            throw new InvalidOperationException("lost", e);
        }
    }
}
