// A handler that throws again, whatever it does before, handles nothing.
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

class Server
{
    readonly Socket listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
    readonly byte[] buffer = new byte[4096];

    public void Run()
    {
        while (true)
        {
            Socket client = listener.Accept();
            new Thread(() => Closes(client)).Start();
            new Thread(() => Wraps(client)).Start();
            new Thread(() => Swallows(client)).Start();
            new Thread(() => ThrowsSometimes(client)).Start();
        }
    }

    void Closes(Socket client)
    {
        try
        {
            while (client.Receive(buffer) > 0) // expect: SOCK105
                client.Send(buffer);
            client.Close();
        }
        catch (SocketException)
        {
            client.Close();
            throw;
        }
    }

    void Wraps(Socket client)
    {
        try
        {
            while (client.Receive(buffer) > 0) // expect: SOCK105
                client.Send(buffer);
            client.Close();
        }
        catch (SocketException e)
        {
            client.Close();
            throw new InvalidOperationException("receiving", e);
        }
    }

    void Swallows(Socket client)
    {
        try
        {
            while (client.Receive(buffer) > 0)
                client.Send(buffer);
            client.Close();
        }
        catch (SocketException)
        {
            client.Close();
        }
    }

    void ThrowsSometimes(Socket client)
    {
        try
        {
            while (client.Receive(buffer) > 0)
                client.Send(buffer);
            client.Close();
        }
        catch (SocketException e)
        {
            client.Close();
            if (e.SocketErrorCode != SocketError.ConnectionReset)
                throw;
        }
    }
}
