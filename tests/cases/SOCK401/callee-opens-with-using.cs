// What it is passed to disposes of it.
using System.Net.Sockets;
using System.Threading.Tasks;

class Server
{
    public async Task Run(TcpListener listener)
    {
        while (true)
        {
            TcpClient client = await listener.AcceptTcpClientAsync();
            await Serve(client);
        }
    }

    private static async Task Serve(TcpClient client)
    {
        using (client)
        {
            await client.GetStream().WriteAsync(new byte[4], 0, 4);
        }
    }
}
