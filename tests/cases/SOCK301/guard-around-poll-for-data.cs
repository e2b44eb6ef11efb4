// The flag stands before the look for waiting data; Available alone would have told no more, and nobody learns that the peer has gone.
using System.Net.Sockets;

public class WagonCounter
{
    private readonly TcpClient gate;

    public WagonCounter(TcpClient gate)
    {
        this.gate = gate;
    }

    public int Collect(byte[] wagons)
    {
        if (gate.Connected) // expect: SOCK301 (guard-io)
        {
            NetworkStream stream = gate.GetStream();
            if (stream.DataAvailable)
                return stream.Read(wagons, 0, wagons.Length);
        }

        return -1;
    }
}
