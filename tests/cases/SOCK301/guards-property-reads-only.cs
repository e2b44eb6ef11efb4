// What the flag guards is the reading of an address for a message, which is no I/O: no finding.
using System.Net.Sockets;

public class VisitorEntry
{
    private readonly Socket visitor;

    public VisitorEntry(Socket visitor)
    {
        this.visitor = visitor;
    }

    public override string ToString()
    {
        string address = "unknown";
        if (visitor.Connected)
            address = visitor.RemoteEndPoint.ToString();
        return "visitor at " + address;
    }
}
