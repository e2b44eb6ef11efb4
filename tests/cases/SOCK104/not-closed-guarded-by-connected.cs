// After a failed receive Connected is false, so the helper does nothing.
using System;
using System.Net.Sockets;

class Link
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[100];

    public Link(Socket socket)
    {
        this.socket = socket;
        socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, null);
    }

    private void Received(IAsyncResult ar)
    {
        try
        {
            if (socket.EndReceive(ar) > 0) // expect: SOCK104 (not-closed)
            {
                socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, null);
                return;
            }
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.Message);
        }
        Leave();
    }

    private void Leave()
    {
        if (socket.Connected)
        {
            socket.Close();
        }
    }
}
