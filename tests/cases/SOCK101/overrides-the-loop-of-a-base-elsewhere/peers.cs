using System;
using System.Net.Sockets;

abstract class Channel : Source
{
    protected bool ended;

    public virtual void Serve()
    {
        while (true) Receive();
    }
}

class Command : Channel
{
    private readonly Socket command;

    public Command(Socket command) => this.command = command;

    protected override void Receive()
    {
        int count = command.Receive(new byte[1024]);
        ended = count == 0;
        Console.WriteLine(count);
    }

    public override void Serve()
    {
        while (!ended) Receive();
        command.Close();
    }
}

class Feed : Channel
{
    private readonly Socket feed;

    public Feed(Socket feed) => this.feed = feed;

    protected override void Receive()
    {
        int count = feed.Receive(new byte[1024]); // expect: SOCK101
        ended = count == 0;
        Console.WriteLine(count);
    }
}
