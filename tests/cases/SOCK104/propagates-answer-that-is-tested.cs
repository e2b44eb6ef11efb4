using System.Net.Sockets;

class Reader
{
    private readonly Socket socket;

    public Reader(Socket socket)
    {
        this.socket = socket;
    }

    public bool TryRead(byte[] buffer, out int count)
    {
        try
        {
            count = socket.Receive(buffer);
            return count > 0;
        }
        catch (SocketException)
        {
            count = 0;
            return false;
        }
    }
}
