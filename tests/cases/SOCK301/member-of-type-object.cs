// The property is of type object, as a generic status page wants it, and still its value is the remembered flag.
using System.Net.Sockets;

public class StatusItem
{
    private readonly string name;
    private readonly TcpClient source;

    public StatusItem(string name, TcpClient source)
    {
        this.name = name;
        this.source = source;
    }

    public string Name { get { return name; } }

    public object IsConnectedValue
    {
        get { return this.source.Connected; } // expect: SOCK301 (member)
    }
}
