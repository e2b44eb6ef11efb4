// What EndAccept yields is not null, however that is asked: no finding.
using System;
using System.Net.Sockets;

public class Gate
{
    private readonly Socket listener;

    public Gate(Socket listener)
    {
        this.listener = listener;
    }

    public void Accepted(IAsyncResult result)
    {
        Socket guest = listener.EndAccept(result);
        if (object.ReferenceEquals(guest, null))
        {
            return;
        }

        guest.Close();
    }

    public void AcceptedLater(IAsyncResult result)
    {
        Socket guest = listener.EndAccept(result);
        if (!ReferenceEquals(null, guest))
        {
            guest.Close();
        }
    }
}
