// Two that ask each other pass the answer on, and decide nothing by it; the loop does.
using System.Net.Sockets;

class Link
{
    private readonly Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
    private int turns;

    private bool IsUp() { return socket.Connected; } // expect: SOCK301
    private bool First() { return turns-- > 0 ? Second() : IsUp(); }
    private bool Second() { return turns-- > 0 ? First() : IsUp(); }

    public void Run()
    {
        while (First()) socket.Send(new byte[1]);
    }
}

class Idle
{
    private readonly Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
    private int turns;

    private bool IsUp() { return socket.Connected; }
    private bool First() { return turns-- > 0 ? Second() : IsUp(); }
    private bool Second() { return turns-- > 0 ? First() : IsUp(); }
}
