using System;
using System.Net.Sockets;

class Link
{
    private Socket socket;
    private readonly byte[] buffer = new byte[100];

    public Link(Socket socket)
    {
        this.socket = socket;
    }

    private void Received(IAsyncResult ar)
    {
        try
        {
            if (socket.EndReceive(ar) == 0) // expect: SOCK104 (not-closed)
            {
                socket.Close();
            }
        }
        catch (SocketException)
        {
            socket = null;
        }
    }

    public void Begin()
    {
        socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, null);
    }
}
