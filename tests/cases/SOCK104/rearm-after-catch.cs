using System;
using System.Net.Sockets;

class Reader
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[100];

    public Reader(Socket socket)
    {
        this.socket = socket;
        socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, null);
    }

    private void Received(IAsyncResult ar)
    {
        try
        {
            if (socket.EndReceive(ar) == 0) // expect: SOCK104 (rearm)
            {
                socket.Close();
                return;
            }
        }
        catch (SocketException)
        {
        }
        socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, null);
    }
}
