// The handler notes the end in a member, and a tick or another thread's loop closes for that. Where what is noted closes
// nothing, the connection stays open.
using System;
using System.Net.Sockets;
using System.Threading;

enum State { Open, Ending, Closed }

class Session
{
    Socket socket;
    State state;
    readonly byte[] buffer = new byte[64];

    void OnReceive(IAsyncResult result)
    {
        int count = socket.EndReceive(result);
        if (count == 0)
        {
            state = State.Ending;
            return;
        }
        socket.BeginReceive(buffer, 0, 64, SocketFlags.None, OnReceive, null);
    }

    public void Tick()
    {
        if (state == State.Ending)
        {
            state = State.Closed;
            socket.Close();
        }
    }
}

class Worker
{
    Socket socket;
    volatile bool running = true;
    readonly byte[] buffer = new byte[64];

    void OnReceive(IAsyncResult result)
    {
        int count = socket.EndReceive(result);
        if (count == 0)
        {
            running = false;
            return;
        }
        socket.BeginReceive(buffer, 0, 64, SocketFlags.None, OnReceive, null);
    }

    public void Run()
    {
        socket.BeginReceive(buffer, 0, 64, SocketFlags.None, OnReceive, null);
        while (running)
            Thread.Sleep(10);
        socket.Close();
    }
}

class Forgetful
{
    Socket socket;
    bool running = true;
    readonly byte[] buffer = new byte[64];

    void OnReceive(IAsyncResult result)
    {
        int count = socket.EndReceive(result); // expect: SOCK101 (not-closed)
        if (count == 0)
        {
            running = false;
            return;
        }
        socket.BeginReceive(buffer, 0, 64, SocketFlags.None, OnReceive, null);
    }

    public void Stop()
    {
        if (running)
            socket.Close();
    }
}
