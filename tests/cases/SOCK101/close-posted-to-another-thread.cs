// The close is put among what the main thread does next: it runs sooner or later.
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;

public class Server
{
    private readonly Queue<Action> later = new Queue<Action>();
    private readonly Socket listener;

    public Server(Socket listener)
    {
        this.listener = listener;
    }

    public void Accept()
    {
        while (true)
        {
            new Thread(Read).Start(listener.Accept());
        }
    }

    public void Frame()
    {
        lock (later)
        {
            while (later.Count > 0)
            {
                later.Dequeue()();
            }
        }
    }

    private void Post(Action action)
    {
        lock (later)
        {
            later.Enqueue(action);
        }
    }

    private void Read(object state)
    {
        Socket client = (Socket)state;
        byte[] buffer = new byte[256];
        try
        {
            while (true)
            {
                int count = client.Receive(buffer);
                if (count == 0)
                {
                    Post(() => client.Close());
                    return;
                }
                Console.WriteLine(count);
            }
        }
        catch (SocketException)
        {
            Post(() => client.Close());
        }
    }
}
