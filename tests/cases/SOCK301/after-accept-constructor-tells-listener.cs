// The constructor is given a fresh socket and tells an accepted one, whose flag is true, from a listener: no finding.
using System;
using System.Net.Sockets;

public class Endpoint
{
    private readonly Socket socket;

    public Endpoint(Socket socket)
    {
        this.socket = socket;
        if (socket.Connected)
            Description = "from " + socket.RemoteEndPoint;
        else
            Description = "at " + socket.LocalEndPoint;
    }

    public string Description { get; }

    public static Endpoint Accept(Socket listener) => new Endpoint(listener.Accept());
}
