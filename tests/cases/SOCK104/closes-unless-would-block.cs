// Nothing to read yet is no failure.
using System.Net.Sockets;
using System.Threading;

class Poller
{
    private readonly Socket socket;

    public Poller(Socket socket)
    {
        this.socket = socket;
        new Thread(Run).Start();
    }

    private void Run()
    {
        byte[] buffer = new byte[100];
        while (true)
        {
            try
            {
                if (socket.Receive(buffer) == 0)
                {
                    break;
                }
            }
            catch (SocketException e)
            {
                if (e.SocketErrorCode == SocketError.WouldBlock || e.ErrorCode == 10060)
                {
                    continue;
                }
                break;
            }
        }
        socket.Close();
    }
}
