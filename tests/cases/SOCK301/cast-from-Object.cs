// `Object` says as little as `object`: the cast says what it is.
using System;
using System.Net.Sockets;

class Channel
{
    public Socket Wire;
}

class Worker
{
    void Process(Object state)
    {
        var channel = (Channel)state;
        while (channel.Wire.Connected) // expect: SOCK301 loop
        {
            channel.Wire.Send(new byte[1]);
        }
    }
}
