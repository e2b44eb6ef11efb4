// Poll and Available together tell that the peer has closed before the receive is completed: no finding.
using System;
using System.Net.Sockets;

class Client
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[4096];

    public Client(Socket socket)
    {
        this.socket = socket;
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
    }

    private bool IsConnected()
    {
        return !(socket.Poll(1000, SelectMode.SelectRead) && socket.Available == 0);
    }

    private void OnReceive(IAsyncResult result)
    {
        if (!IsConnected())
        {
            socket.Close();
            return;
        }
        int count = socket.EndReceive(result);
        Console.WriteLine(count);
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
    }
}
