// The session has it; a statement makes it.
using System.Net.Sockets;

class Session
{
    private readonly Socket socket;

    public Session(Socket socket)
    {
        this.socket = socket;
    }
}

class Server
{
    public void Accept(Socket listener)
    {
        new Session(listener.Accept());
    }
}
