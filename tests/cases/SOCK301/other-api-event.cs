// Connected is an event of this class, subscribed to, raised and handed to a helper; nobody reads a socket's flag: no finding.
using System;
using System.Net.Sockets;

public class HubClient
{
    private readonly TcpClient tcp = new TcpClient();

    public event EventHandler Connected;

    public void Connect(string host)
    {
        tcp.Connect(host, 4510);
        Connected?.Invoke(this, EventArgs.Empty);
        if (Connected != null)
            Raise(Connected);
        tcp.GetStream().WriteByte(1);
    }

    private void Raise(EventHandler handler)
    {
        handler(this, EventArgs.Empty);
    }
}

public class HubUser
{
    public HubUser(HubClient hub)
    {
        hub.Connected += (sender, e) => Console.WriteLine("hub is there");
    }
}
