// ReadToEnd comes back only when the server has closed, and nothing closes our side after that.
using System.IO;
using System.Net.Sockets;

public class Whois
{
    private readonly TcpClient client = new TcpClient("whois.example", 43);

    public string Answer { get; private set; }

    public void Ask(string name)
    {
        StreamWriter writer = new StreamWriter(client.GetStream());
        writer.WriteLine(name);
        writer.Flush();
        StreamReader reader = new StreamReader(client.GetStream());
        Answer = reader.ReadToEnd(); // expect: SOCK101 (not-closed)
    }
}
