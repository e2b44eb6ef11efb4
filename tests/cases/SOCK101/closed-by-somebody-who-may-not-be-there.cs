// Whether the closer is there is not for this loop to know: it was made where the socket was.
using System;
using System.Net.Sockets;

class Closer
{
    readonly Link link;

    public Closer(Link link)
    {
        this.link = link;
    }

    public void OnEnd()
    {
        link.Running = false;
        link.Peer.Close();
    }
}

class Link
{
    public bool Running;
    public Socket Peer;
    Closer closer;

    public void Use(Socket socket)
    {
        Peer = socket;
        Running = true;
        closer = new Closer(this);
        Pump();
    }

    void Pump()
    {
        var space = new byte[512];
        while (Running)
        {
            int got = Peer.Receive(space);
            if (got == 0)
            {
                closer?.OnEnd();
            }
            else
            {
                Console.WriteLine(got);
            }
        }
    }
}
