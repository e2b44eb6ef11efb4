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
        int count;
        try
        {
            count = socket.EndReceive(ar); // expect: SOCK104 (not-closed)
        }
        catch (Exception e)
        {
            Console.WriteLine(e.Message);
            return;
        }
        if (count == 0)
        {
            socket.Close();
            return;
        }
        socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, null);
    }
}
