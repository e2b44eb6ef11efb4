// Disconnect returns early where the flag is false, since there is nothing to disconnect then: no finding.
using System.Net.Sockets;

public class OrganConsole
{
    private readonly Socket organ;

    public OrganConsole(Socket organ)
    {
        this.organ = organ;
    }

    public void Disconnect()
    {
        if (!organ.Connected)
            return;

        organ.Shutdown(SocketShutdown.Both);
        organ.Disconnect(false);
    }
}
