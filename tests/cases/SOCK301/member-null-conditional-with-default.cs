// The null-conditional read with a default is still the remembered flag, given as the answer whether the link is alive.
using System.Net.Sockets;

public class TramRadio
{
    private TcpClient radio;

    public void Use(TcpClient client)
    {
        radio = client;
    }

    public bool IsAlive => radio?.Connected ?? false; // expect: SOCK301 (member)
}
