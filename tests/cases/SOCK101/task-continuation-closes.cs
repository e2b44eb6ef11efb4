// The read loop only returns on 0; the continuation of its task closes the client however it ended: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class TurnstileHub
{
    public void Add(TcpClient turnstile)
    {
        ReadTickets(turnstile).ContinueWith(_ => turnstile.Close());
    }

    private async Task ReadTickets(TcpClient turnstile)
    {
        var ticket = new byte[20];
        var stream = turnstile.GetStream();
        while (true)
        {
            int n = await stream.ReadAsync(ticket, 0, ticket.Length);
            if (n == 0)
                return;
            Console.WriteLine("ticket {0:x2}", ticket[0]);
        }
    }
}
