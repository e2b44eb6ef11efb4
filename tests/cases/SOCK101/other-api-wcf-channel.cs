// EndReceive of a service channel yields a message, and a null one closes that channel: no socket of ours, no finding.
using System;
using System.ServiceModel.Channels;

public class AuditChannelPump
{
    private readonly IDuplexChannel channel;

    public AuditChannelPump(IDuplexChannel channel)
    {
        this.channel = channel;
    }

    public void Start()
    {
        channel.BeginReceive(OnMessage, null);
    }

    private void OnMessage(IAsyncResult ar)
    {
        Message message = channel.EndReceive(ar);
        Console.WriteLine(message.Headers.Action);
        channel.BeginReceive(OnMessage, null);
    }
}
