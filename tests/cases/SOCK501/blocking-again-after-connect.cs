// Non-blocking only while it connects.
using System.Net;
using System.Net.Sockets;

class Feed
{
    private readonly Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public void Open(EndPoint there)
    {
        socket.Blocking = false;
        try
        {
            socket.Connect(there);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
        {
            socket.Poll(1000000, SelectMode.SelectWrite);
        }
        socket.Blocking = true;
    }

    public void Put(byte[] data)
    {
        socket.Send(data);
    }
}
