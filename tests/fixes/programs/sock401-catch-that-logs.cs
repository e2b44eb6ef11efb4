// The catch logs, and the local is out of its reach.
using System;
using System.Net.Sockets;

class Dialer
{
    private Socket socket;

    public bool Dial(string host)
    {
        try
        {
            Socket made = new Socket(SocketType.Stream, ProtocolType.Tcp); // expect: SOCK401 (exception-path)
            made.Connect(host, 7);
            socket = made;
            return true;
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.Message);
            return false;
        }
    }
}
