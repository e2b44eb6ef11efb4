// CanSend is asked by others before they send, and answers with the remembered flag.
using System.Net.Sockets;

public sealed class FaderBank
{
    private readonly TcpClient desk;
    private readonly int channels;

    public FaderBank(TcpClient desk, int channels)
    {
        this.desk = desk;
        this.channels = channels;
    }

    public bool CanSend
    {
        get { return channels > 0 && desk.Client.Connected; } // expect: SOCK301 (member)
    }
}
