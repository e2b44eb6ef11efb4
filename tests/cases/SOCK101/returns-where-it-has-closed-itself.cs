// The flag is set only by who closes: where it is found set, there is nothing left to close.
using System;
using System.Net.Sockets;

public class Session
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[512];
    private bool closed;

    public Session(Socket socket)
    {
        this.socket = socket;
    }

    public void Start()
    {
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
    }

    public void Close()
    {
        closed = true;
        socket.Close();
    }

    private void OnReceive(IAsyncResult result)
    {
        int count;
        try
        {
            count = socket.EndReceive(result);
        }
        catch (SocketException)
        {
            Close();
            return;
        }
        if (closed)
        {
            return;
        }
        if (count == 0)
        {
            Close();
            return;
        }
        Start();
    }
}

public class Paused
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[512];
    private bool paused;

    public Paused(Socket socket)
    {
        this.socket = socket;
    }

    public void Pause()
    {
        paused = true;
    }

    public void Start()
    {
        paused = false;
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
    }

    private void OnReceive(IAsyncResult result)
    {
        int count = socket.EndReceive(result); // expect: SOCK101 (ignored)
        if (paused)
        {
            return;
        }
        if (count == 0)
        {
            socket.Close();
            return;
        }
        Start();
    }
}
