// A TcpClient that is given an address connects where it is made: if that fails, nobody has the first one.
using System;
using System.Net.Sockets;

public class Relay
{
    public void Run(TcpListener listener, string host)
    {
        TcpClient caller = listener.AcceptTcpClient(); // expect: SOCK401 (exception-path)
        TcpClient callee = new TcpClient(host, 7);
        Join(caller, callee);
    }

    public void RunUnconnected(TcpListener listener)
    {
        TcpClient caller = listener.AcceptTcpClient();
        TcpClient callee = new TcpClient();
        Join(caller, callee);
    }

    private static void Join(TcpClient caller, TcpClient callee)
    {
        using (caller)
        using (callee)
        {
            caller.GetStream().CopyTo(callee.GetStream());
        }
    }
}
