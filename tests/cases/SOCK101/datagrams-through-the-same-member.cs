// A token carries the socket of either end; which it is, is known where each end makes its own.
using System;
using System.Net.Sockets;

class Token
{
    public Socket Wire { get; set; }
    public SocketAsyncEventArgs Arguments { get; set; }
}

static class Tokens
{
    public static Token Make(EventHandler<SocketAsyncEventArgs> completed)
    {
        var token = new Token { Arguments = new SocketAsyncEventArgs() };
        token.Arguments.Completed += completed;
        token.Arguments.UserToken = token;
        return token;
    }
}

class StreamEnd
{
    readonly Socket wire = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly Token token;

    public StreamEnd(string host)
    {
        token = Tokens.Make((_, e) => Received(e));
        wire.Connect(host, 9);
        token.Wire = wire;
        Receive(token.Arguments);
    }

    void Receive(SocketAsyncEventArgs e)
    {
        while (!token.Wire.ReceiveAsync(e))
        {
            Received(e);
        }
    }

    void Received(SocketAsyncEventArgs e)
    {
        if (e.SocketError != SocketError.Success)
        {
            token.Wire.Close();
            return;
        }
        if (e.BytesTransferred > 0) // expect: SOCK101 rearm
        {
            Console.WriteLine(e.BytesTransferred);
        }
        Receive(e);
    }
}

class DatagramEnd
{
    readonly Socket wire = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    readonly Token token;

    public DatagramEnd()
    {
        token = Tokens.Make((_, e) => Received(e));
        token.Wire = wire;
        Receive(token.Arguments);
    }

    void Receive(SocketAsyncEventArgs e)
    {
        while (!token.Wire.ReceiveAsync(e))
        {
            Received(e);
        }
    }

    void Received(SocketAsyncEventArgs e)
    {
        if (e.SocketError != SocketError.Success)
        {
            token.Wire.Close();
            return;
        }
        if (e.BytesTransferred > 0)
        {
            Console.WriteLine(e.BytesTransferred);
        }
        Receive(e);
    }
}
