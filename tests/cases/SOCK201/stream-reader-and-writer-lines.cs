// The lines are read and written by the reader's and writer's Async methods over the client's stream, so no timeout of the client reaches them.
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

public class IrcLikeClient
{
    private readonly StreamReader reader;
    private readonly StreamWriter writer;

    public IrcLikeClient(TcpClient client)
    {
        client.ReceiveTimeout = 300000; // expect: SOCK201
        client.SendTimeout = 10000; // expect: SOCK201
        reader = new StreamReader(client.GetStream());
        writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
    }

    public async Task<string> AskAsync(string line)
    {
        await writer.WriteLineAsync(line);
        return await reader.ReadLineAsync();
    }
}
