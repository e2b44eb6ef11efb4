using System;
using System.Net.Sockets;
using Vendor.Net;

public class Session
{
    private readonly byte[] buffer = new byte[512];
    private Socket socket;

    public Session(Socket socket)
    {
        this.socket = socket;
    }

    public void Start()
    {
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, Arrived, null);
    }

    private void Arrived(IAsyncResult result)
    {
        int read = socket.EndReceive(result);
        if (read == 0)
        {
            Stop();
            return;
        }
        Start();
    }

    private void Stop()
    {
        NetSupport.CloseSocket(socket);
        socket = null;
    }
}

public class Listener
{
    private readonly byte[] buffer = new byte[512];
    private readonly Socket socket;

    public Listener(Socket socket)
    {
        this.socket = socket;
    }

    public void Start()
    {
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, Arrived, null);
    }

    private void Arrived(IAsyncResult result)
    {
        int read = socket.EndReceive(result); // expect: SOCK101
        if (read == 0)
        {
            Stop();
            return;
        }
        Start();
    }

    private void Stop()
    {
        NetSupport.CloseLog(buffer);
    }
}
