// Nothing is a multiple of anything.
using System.Net.Sockets;

class Samples
{
    readonly byte[] buffer = new byte[100];

    public void Read(Socket socket)
    {
        while (true)
        {
            int n = socket.Receive(buffer);
            if (n % 4 != 0)
                continue;
            if (n == 0)
            {
                socket.Close();
                return;
            }
        }
    }

    public void ReadWords(Socket socket)
    {
        while (true)
        {
            int n = socket.Receive(buffer);
            if (n / 4 == 0)
            {
                socket.Close();
                return;
            }
        }
    }
}
