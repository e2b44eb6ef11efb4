// A delegate that others set to be given the clients: that nobody has is no path, as with an event.
using System;
using System.Net.Sockets;

class Door
{
    public Action<TcpClient> Handler;

    public Action<int> Counted { get; set; }

    public void WithTest(TcpListener listener)
    {
        TcpClient client = listener.AcceptTcpClient();
        if (this.Handler != null)
            this.Handler(client);
    }

    public void WithConditionalAccess(TcpListener listener)
    {
        TcpClient client = listener.AcceptTcpClient();
        Handler?.Invoke(client);
    }

    public void TellsOnlyOfIt(TcpListener listener)
    {
        TcpClient client = listener.AcceptTcpClient(); // expect: SOCK401
        Counted?.Invoke(1);
        client.Client.Send(new byte[] { 1 });
    }
}
