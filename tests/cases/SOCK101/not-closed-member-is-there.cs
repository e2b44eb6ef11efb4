// That the connection is there, in its member, says nothing of the end of its stream: who closes it later does so anyway.
using System;
using System.Net.Sockets;

public class Master
{
    public const byte ConnectionLost = 254;

    private readonly bool alone;
    private Socket socket;
    private Socket spare;

    public Master(string host, bool alone)
    {
        this.alone = alone;
        spare = new Socket(SocketType.Stream, ProtocolType.Tcp);
        spare.Connect(host, 502);
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(host, 502);
    }

    public event Action<byte> Failed;

    public void Dispose()
    {
        if (socket != null)
        {
            socket.Close();
        }
        socket = null;
    }

    public byte[] Read(byte[] request)
    {
        var answer = new byte[256];
        socket.Send(request);
        int count = socket.Receive(answer); // expect: SOCK101
        if (count == 0)
        {
            Fail(ConnectionLost);
        }
        if (answer[7] > 128)
        {
            Fail(answer[8]);
        }
        return answer;
    }

    private void Fail(byte code)
    {
        if (spare == null || (socket == null && !alone))
        {
            return;
        }
        if (code == ConnectionLost)
        {
            socket = null;
            spare = null;
        }
        Failed?.Invoke(code);
    }
}
