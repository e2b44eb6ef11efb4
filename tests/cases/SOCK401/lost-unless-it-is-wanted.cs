// On one path it is handed on, on the other the next one takes its name.
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;

public class Gate
{
    private readonly List<TcpClient> clients = new List<TcpClient>();
    private readonly TcpListener listener;

    public Gate(TcpListener listener)
    {
        this.listener = listener;
    }

    public void Run(CancellationToken ending)
    {
        while (true)
        {
            TcpClient client = listener.AcceptTcpClient(); // expect: SOCK401 (early-return)
            if (!ending.IsCancellationRequested)
            {
                clients.Add(client);
            }
        }
    }
}
