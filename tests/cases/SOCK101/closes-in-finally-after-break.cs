// 0 breaks out of the loop, and the finally around it closes whatever happened: no finding.
using System.Net.Sockets;
using System.Text;
using System.Threading;

public class JobQueueServer
{
    private readonly StringBuilder log = new StringBuilder();

    public void Serve(TcpListener listener)
    {
        while (true)
        {
            TcpClient worker = listener.AcceptTcpClient();
            ThreadPool.QueueUserWorkItem(HandleWorker, worker);
        }
    }

    private void HandleWorker(object state)
    {
        var worker = (TcpClient)state;
        try
        {
            var stream = worker.GetStream();
            var bytes = new byte[256];
            while (true)
            {
                int i = stream.Read(bytes, 0, bytes.Length); // expect: SOCK105
                if (i == 0)
                    break;
                lock (log) log.Append(Encoding.ASCII.GetString(bytes, 0, i));
            }
        }
        finally
        {
            worker.Close();
        }
    }
}
