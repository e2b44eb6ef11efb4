// The session subscribes to the channel's event, which has accessors of its own, and closes the channel: no finding.
using System;
using System.Net.Sockets;

public abstract class Channel
{
    private Action<Channel, int> failed;

    public event Action<Channel, int> Failed
    {
        add => failed += value;
        remove => failed -= value;
    }

    public abstract void Close();

    protected void Fail(int code)
    {
        failed?.Invoke(this, code);
    }
}

public class TcpChannel : Channel
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[4096];

    public TcpChannel(Socket socket)
    {
        this.socket = socket;
    }

    public void Pump()
    {
        while (true)
        {
            int count = socket.Receive(buffer);
            if (count == 0)
            {
                Fail(1);
                return;
            }

            Console.WriteLine(count);
        }
    }

    public override void Close()
    {
        socket.Close();
    }
}

public class Session
{
    private readonly Channel channel;

    public Session(Channel channel)
    {
        this.channel = channel;
        this.channel.Failed += (from, code) => this.channel.Close();
    }
}

public static class Lobby
{
    public static void Join(Socket socket)
    {
        var channel = new TcpChannel(socket);
        var session = new Session(channel);
        channel.Pump();
    }
}
