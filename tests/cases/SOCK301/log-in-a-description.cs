// Only part of a text for people: no finding.
using System.Net.Sockets;

public class Instrument
{
    private readonly Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public override string ToString()
    {
        string state = socket.Connected ? "connected" : "idle";
        return $"instrument at {socket.RemoteEndPoint} ({state})";
    }

    public void Close()
    {
        socket.Close();
    }
}
