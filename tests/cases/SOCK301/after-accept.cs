// The flag is read right after the accept, of the socket that it gave: no finding.
using System.Net.Sockets;

public class ReceptionDesk
{
    private readonly Socket listener;

    public ReceptionDesk(Socket listener)
    {
        this.listener = listener;
    }

    public void WelcomeOne()
    {
        using (Socket guest = listener.Accept())
        {
            if (guest.Connected)
                guest.Send(new byte[] { 0x48, 0x69 });
        }
    }
}
