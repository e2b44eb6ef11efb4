// A server that waits for its next client once the flag says that this one has gone waits for ever.
using System;
using System.Net.Sockets;
using System.Timers;

class Gateway
{
    private Socket listener, client;
    private bool connected;

    public void Start(Socket listener)
    {
        this.listener = listener;
        Wait();
    }

    private void Wait()
    {
        listener.BeginAccept(Accepted, null);
    }

    private void Accepted(IAsyncResult result)
    {
        client = listener.EndAccept(result);
        connected = true;
    }

    private void Tick(object sender, ElapsedEventArgs e)
    {
        if (connected)
        {
            if (!client.Connected) // expect: SOCK301 (reconnect)
            {
                connected = false;
                Wait();
            }
        }
    }
}

class Recorder
{
    private Socket listener, client;

    private void Tick(object sender, ElapsedEventArgs e)
    {
        if (client.Connected == false) Again(); // expect: SOCK301 (reconnect)
    }

    private void Again()
    {
        listener.Listen(1);
        client = listener.Accept();
        client.Send(new byte[1]);
    }
}

class OneAtATime
{
    private Socket client;

    public void Serve(Socket listener)
    {
        while (true)
        {
            client = listener.Accept();
            if (!client.Connected) continue;
            client.Send(new byte[1]);
            client.Close();
        }
    }
}
