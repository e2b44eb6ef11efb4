// After EndReceive the callback returns when its owner is busy, before the count is looked at: on that path 0 is lost and the socket stays open.
using System;
using System.Net.Sockets;

public class TicketPrinter
{
    private readonly Socket till;
    private readonly byte[] job = new byte[200];
    private bool busy;

    public TicketPrinter(Socket till)
    {
        this.till = till;
    }

    public void Wait()
    {
        busy = false;
        till.BeginReceive(job, 0, job.Length, SocketFlags.None, OnJob, null);
    }

    public void Pause()
    {
        busy = true;
    }

    private void OnJob(IAsyncResult ar)
    {
        int n = till.EndReceive(ar); // expect: SOCK101
        if (busy)
            return;

        if (n == 0)
        {
            till.Close();
            return;
        }

        Console.WriteLine("print {0} bytes", n);
        Wait();
    }
}
