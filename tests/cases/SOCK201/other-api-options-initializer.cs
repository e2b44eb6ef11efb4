// The initialiser fills an options object from properties of the same names; that is where the values stay: no finding.
using System.Net.Sockets;
using System.Threading.Tasks;

public class LinkOptions
{
    public int ReceiveTimeout { get; set; }
    public int SendTimeout { get; set; }

    public LinkOptions Clone()
    {
        return new LinkOptions
        {
            ReceiveTimeout = ReceiveTimeout,
            SendTimeout = SendTimeout,
        };
    }
}

public class ConfiguredLink
{
    private readonly TcpClient client;

    public ConfiguredLink(TcpClient client, LinkOptions options)
    {
        this.client = client;
        Options = options.Clone();
    }

    public LinkOptions Options { get; }

    public Task<int> ReadAsync(byte[] data) => client.GetStream().ReadAsync(data, 0, data.Length);
}
