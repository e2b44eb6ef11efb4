using System.Threading.Tasks;

public class ClientTests
{
    public async Task Connects()
    {
        var client = new Client();
        await client.ConnectAsync("localhost");
        client.Close();
    }
}
