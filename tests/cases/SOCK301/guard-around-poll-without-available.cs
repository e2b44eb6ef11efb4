// Poll alone says that there is something to receive, or that the stream has ended: it is no answer about the peer.
using System.Net.Sockets;

public class MeterLink
{
    private readonly Socket meter;

    public MeterLink(Socket meter)
    {
        this.meter = meter;
    }

    public byte[] Fill(int size)
    {
        byte[] frame = new byte[size];
        int got = 0;
        while (got < size)
        {
            if (!meter.Connected) // expect: SOCK301 (loop)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }
            if (meter.Poll(1000, SelectMode.SelectRead))
            {
                int count = meter.Receive(frame, got, size - got, SocketFlags.None);
                if (count == 0)
                {
                    meter.Close();
                    throw new SocketException((int)SocketError.ConnectionReset);
                }
                got += count;
            }
        }
        return frame;
    }
}
