// A failed connect disposes and rethrows; success stores it.
using System.Net.Sockets;
using System.Threading.Tasks;

class Dialer
{
    private TcpClient client;

    public async Task Dial(string host)
    {
        var made = new TcpClient();
        try
        {
            await made.ConnectAsync(host, 7).ConfigureAwait(false);
        }
        catch
        {
            made.Dispose();
            throw;
        }
        client = made;
    }
}
