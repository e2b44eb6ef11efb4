// The loop reads while data is waiting, where a read cannot yield 0: not this rule's business, no finding.
using System.IO;
using System.Net.Sockets;
using System.Text;

public class TelnetScraper
{
    private readonly TcpClient host;

    public TelnetScraper(TcpClient host)
    {
        this.host = host;
    }

    public string ReadWaiting()
    {
        var stream = host.GetStream();
        var text = new StringBuilder();
        var buffer = new byte[200];
        while (stream.DataAvailable)
        {
            int n = stream.Read(buffer, 0, buffer.Length);
            text.Append(Encoding.ASCII.GetString(buffer, 0, n));
        }

        return text.ToString();
    }
}
