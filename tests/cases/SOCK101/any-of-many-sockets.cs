// Many types of sockets are sockets all the same: the end of any is to be looked at.
using System;
using System.Net.Sockets;

abstract class Wire : Socket
{
    protected Wire() : base(SocketType.Stream, ProtocolType.Tcp) { }
}

class PlainWire : Wire { }
class ProxiedWire : Wire { }
class MeteredWire : Wire { }

class Poll
{
    readonly Wire wire;

    public Poll(int kind)
    {
        switch (kind)
        {
            case 0: wire = new PlainWire(); break;
            case 1: wire = new ProxiedWire(); break;
            default: wire = new MeteredWire(); break;
        }
        wire.Connect("localhost", 9);
    }

    public void Once()
    {
        var head = new byte[32];
        int count = wire.Receive(head); // expect: SOCK101 ignored
        Console.WriteLine(BitConverter.ToString(head, 0, count));
    }
}
