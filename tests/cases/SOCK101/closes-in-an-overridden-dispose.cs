// What is inherited calls an overload that the class itself overrides.
using System;
using System.Collections.Generic;
using System.Net.Sockets;

class Device : IDisposable
{
    public void Dispose()
    {
        Dispose(true);
    }

    protected virtual void Dispose(bool disposing) { }
}

class Connection : Device
{
    readonly NetworkStream stream;

    public Connection(TcpClient client)
    {
        stream = client.GetStream();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    public void Serve()
    {
        byte[] buffer = new byte[256];
        while (stream.Read(buffer, 0, buffer.Length) > 0)
            Console.WriteLine(buffer[0]);
    }
}

class Server
{
    void Run(TcpListener listener)
    {
        Connection connection = new Connection(listener.AcceptTcpClient());
        connection.Serve();
        connection.Dispose();
    }
}
