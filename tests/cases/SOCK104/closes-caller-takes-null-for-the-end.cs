using System.Net.Sockets;
using System.Threading;

class Reader
{
    private readonly Socket socket;

    public Reader(Socket socket)
    {
        this.socket = socket;
        new Thread(Run).Start();
    }

    private void Run()
    {
        while (true)
        {
            byte[] data = Next();
            if (data == null)
            {
                socket.Close();
                return;
            }
        }
    }

    private byte[] Next()
    {
        byte[] data = new byte[100];
        try
        {
            return socket.Receive(data) == 0 ? null : data;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
