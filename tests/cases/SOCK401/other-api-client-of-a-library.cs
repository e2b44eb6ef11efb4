// A library has a client of that name, too, and its namespace is the one that is opened.
using System.Threading.Tasks;
using Plugged.Core;
using Plugged.Sockets;

class Program
{
    static async Task Main()
    {
        TcpClient client = new TcpClient();
        await client.SetupAsync(new Config());
        await client.ConnectAsync();
    }
}
