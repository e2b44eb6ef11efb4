// The timeout is set on the inner socket by a nested initialiser; the client is read by ReadAsync only, and waits without limit.
using System.Net.Sockets;
using System.Threading.Tasks;

public class CatalogClient
{
    private readonly TcpClient tcp;

    public CatalogClient()
    {
        tcp = new TcpClient(AddressFamily.InterNetwork)
        {
            Client =
            {
                ReceiveTimeout = 1500, // expect: SOCK201
            },
        };
    }

    public async Task<int> FirstPageAsync(string host, byte[] page)
    {
        await tcp.ConnectAsync(host, 9090);
        return await tcp.GetStream().ReadAsync(page, 0, page.Length);
    }
}
