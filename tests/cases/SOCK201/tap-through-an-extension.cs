// All reads go through an extension method, whichever way it is called.
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

static class Exactly
{
    public static async Task<int> ReadAll(this Stream stream, byte[] buffer)
    {
        int total = 0, count;
        do
        {
            count = await stream.ReadAsync(buffer, total, buffer.Length - total);
            total += count;
        }
        while (total < buffer.Length && count > 0);
        return total;
    }
}

class One
{
    TcpClient client;

    async Task Open()
    {
        client = new TcpClient();
        await client.ConnectAsync("plc", 102);
        client.ReceiveTimeout = 500; // expect: SOCK201 (ignored)
    }

    async Task<int> Ask(byte[] buffer)
    {
        NetworkStream stream = client.GetStream();
        return await stream.ReadAll(buffer);
    }
}

class Other
{
    TcpClient client;

    async Task Open()
    {
        client = new TcpClient();
        await client.ConnectAsync("plc", 102);
        client.ReceiveTimeout = 500; // expect: SOCK201 (ignored)
    }

    async Task<int> Ask(byte[] buffer)
    {
        NetworkStream stream = client.GetStream();
        return await Exactly.ReadAll(stream, buffer);
    }
}
