using System.Threading.Tasks;
using DotNetty.Transport.Channels;
using SuperSimpleTcp;
using SuperSocket.Client;
using WatsonTcp;

class Package { }

class Users
{
    private readonly SimpleTcpClient simple = new SimpleTcpClient("127.0.0.1:65300");

    void Start()
    {
        simple.Events.DataReceived += (sender, e) => System.Console.WriteLine(e.Data);
        simple.Connect();
        if (simple.IsConnected)
        {
            simple.Send("x");
        }
    }

    void Watson(WatsonTcpClient client)
    {
        client.Connect();
        if (client.Connected)
        {
            client.Send("x");
        }
    }

    async Task Packages(EasyClient<Package> client)
    {
        while (true)
        {
            Package package = await client.ReceiveAsync();
            if (package == null)
            {
                break;
            }
        }
    }

    async Task Write(IChannel channel)
    {
        if (channel.Active)
        {
            await channel.WriteAndFlushAsync("x");
        }
    }
}
