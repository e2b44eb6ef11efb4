// The answer must be four bytes long; 0 is not four, so it takes the branch that closes: no finding.
using System.Net.Sockets;

public class GateController
{
    private readonly TcpClient gate;

    public GateController(TcpClient gate)
    {
        this.gate = gate;
    }

    public void Open(byte lane)
    {
        NetworkStream stream = gate.GetStream();
        stream.Write(new byte[] { 0x02, lane, 0x01, 0x03 }, 0, 4);

        byte[] ack = new byte[4];
        if (stream.Read(ack, 0, 4) != 4)
        {
            gate.Close();
        }
    }
}
