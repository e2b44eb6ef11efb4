// The sum that is tested starts at 0 and takes just this one count, so it is the count: 0 closes, no finding.
using System;
using System.Net.Sockets;

public class FaxGateway
{
    private readonly Socket fax;
    private readonly byte[] line = new byte[1728];

    public FaxGateway(Socket fax)
    {
        this.fax = fax;
        fax.BeginReceive(line, 0, line.Length, SocketFlags.None, OnLine, null);
    }

    private void OnLine(IAsyncResult ar)
    {
        int total = 0;
        total += fax.EndReceive(ar);
        if (total == 0)
        {
            fax.Close();
            return;
        }

        Console.WriteLine("{0} pixels", total);
        fax.BeginReceive(line, 0, line.Length, SocketFlags.None, OnLine, null);
    }
}
