// Not connected, or not there at all.
using System.Net.Sockets;

class Plc
{
    Socket socket;

    void Connect()
    {
        socket?.Close();
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect("plc", 102);
    }

    public void Poll()
    {
        if (!socket?.Connected ?? true) // expect: SOCK301 (reconnect)
            Connect();
    }
}
