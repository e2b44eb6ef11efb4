// A datagram may be empty and says nothing about the sender's life, so its 0 owes nothing: no finding.
using System;
using System.Net;
using System.Net.Sockets;

public class BeaconListener
{
    private readonly UdpClient _udp = new UdpClient(30303);

    public void Start()
    {
        _udp.BeginReceive(OnBeacon, null);
    }

    private void OnBeacon(IAsyncResult ar)
    {
        IPEndPoint from = null;
        byte[] datagram = _udp.EndReceive(ar, ref from);
        Console.WriteLine("{0} from {1}", datagram.Length, from);
        _udp.BeginReceive(OnBeacon, null);
    }

    public void Stop()
    {
        _udp.Close();
    }
}
