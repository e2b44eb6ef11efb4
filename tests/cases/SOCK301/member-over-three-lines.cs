// The answer is spread over three lines, with the flag in the last of them.
using System.Net.Sockets;

public class HarvesterUnit
{
    private TcpClient unit;
    private bool registered;

    public void Register(TcpClient client)
    {
        unit = client;
        registered = true;
    }

    public bool Ready()
    {
        return registered
            && unit != null
            && unit.Connected; // expect: SOCK301 (member)
    }
}
