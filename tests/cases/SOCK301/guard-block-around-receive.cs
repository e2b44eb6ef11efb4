// The receive is done where the flag is true, which it still is when the peer has closed; what counts is the count, which is handed on.
using System.Net.Sockets;

public class FloorSensor
{
    private readonly Socket floor;

    public FloorSensor(Socket floor)
    {
        this.floor = floor;
    }

    public int Sample(byte[] weight)
    {
        int n = 0;
        if (floor.Connected) // expect: SOCK301 (guard-io)
        {
            n = floor.Receive(weight);
        }

        return n;
    }
}
