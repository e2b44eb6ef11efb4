// The receiver is a var that takes a field, whose type is a few lines above: the flag guards the write.
using System.Net.Sockets;

public class Kaleidoscope
{
    private TcpClient projector;

    public void Attach(TcpClient client)
    {
        projector = client;
    }

    public void Turn()
    {
        var target = projector;
        if (target.Connected) // expect: SOCK301 (guard-io)
            target.GetStream().WriteByte(0x54);
    }
}
