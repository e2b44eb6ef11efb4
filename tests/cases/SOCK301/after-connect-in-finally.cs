// The finally after Connect reads the flag to tidy up if it failed: no finding.
using System.Net.Sockets;

public class RaceTimer
{
    private TcpClient timer;

    public TcpClient Timer => timer;

    public void Connect(string host)
    {
        timer = new TcpClient();
        try
        {
            timer.Connect(host, 3601);
        }
        finally
        {
            if (!timer.Connected)
            {
                timer.Close();
                timer = null;
            }
        }
    }
}
