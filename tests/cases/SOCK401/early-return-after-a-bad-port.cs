// A port that is no number returns, and the socket made before is left.
using System.Net;
using System.Net.Sockets;

class Form
{
    private Socket socket;

    public void Connect(string port)
    {
        Socket made = new Socket(SocketType.Stream, ProtocolType.Tcp); // expect: SOCK401 (early-return)
        if (!int.TryParse(port, out int number))
        {
            return;
        }
        socket = made;
        socket.Connect(IPAddress.Loopback, number);
    }
}
