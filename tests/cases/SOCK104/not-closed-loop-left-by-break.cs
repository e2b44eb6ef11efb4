// The error leaves the loop, and the thread ends.
using System.Net.Sockets;
using System.Threading;

class Chat
{
    private readonly TcpClient client;

    public Chat(TcpClient client)
    {
        this.client = client;
        new Thread(Run).Start();
    }

    private void Run()
    {
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[100];
        while (true)
        {
            int read;
            try
            {
                read = stream.Read(buffer, 0, 100); // expect: SOCK104 (not-closed)
            }
            catch
            {
                break;
            }
            if (read == 0)
            {
                client.Close();
                break;
            }
        }
    }
}
