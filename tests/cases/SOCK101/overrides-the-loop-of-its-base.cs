// A class that overrides both the loop and what it receives with never has its base's loop run on it.
using System;
using System.Net.Sockets;

abstract class Channel
{
    protected bool ended;

    protected abstract void Receive();

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
        var buffer = new byte[1024];
        int count = command.Receive(buffer);
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
        var buffer = new byte[1024];
        int count = feed.Receive(buffer); // expect: SOCK101
        ended = count == 0;
        Console.WriteLine(count);
    }
}
