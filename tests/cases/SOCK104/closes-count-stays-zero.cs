// The catch is empty, and the count that stayed 0 is taken for the end.
using System;
using System.Net.Sockets;
using System.Text;

class User
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[100];

    public User(Socket socket)
    {
        this.socket = socket;
        socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, null);
    }

    private void Received(IAsyncResult ar)
    {
        int count = 0;
        try
        {
            count = socket.EndReceive(ar);
        }
        catch
        {
        }
        string text = Encoding.ASCII.GetString(buffer, 0, count);
        if (text == "")
        {
            socket.Close();
            return;
        }
        Console.WriteLine(text);
        socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, null);
    }
}
