// `Refuse` never returns, so what stands after the test is done only where `Connected` is true.
using System;
using System.Net.Sockets;

public class Instrument : Socket
{
    public Instrument()
        : base(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
    }

    public int Write(byte[] buffer, int count)
    {
        if (!Connected) // expect: SOCK301
        {
            Refuse("no connection");
        }
        return Send(buffer, 0, count, SocketFlags.None);
    }

    private void Refuse(string message)
    {
        Complain(message);
    }

    private void Complain(string message)
    {
        throw new InvalidOperationException(message);
    }
}
