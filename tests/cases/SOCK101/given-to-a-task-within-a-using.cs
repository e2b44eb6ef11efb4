// A lambda that is run beside the rest has the connection from the function around it, which releases it.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

class Line : IDisposable
{
    private readonly TcpClient client;
    private readonly NetworkStream stream;

    public Line(string host)
    {
        client = new TcpClient(host, 25);
        stream = client.GetStream();
    }

    internal async Task<string> AskAsync()
    {
        var buffer = new byte[1024];
        int count = await stream.ReadAsync(buffer, 0, buffer.Length);
        return count > 0 ? Convert.ToBase64String(buffer, 0, count) : null;
    }

    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }
}

class Lender
{
    public void Run(string host)
    {
        using (var line = new Line(host))
        {
            string said = null;
            _ = Task.Run(async () =>
            {
                said = await line.AskAsync();
            });
            Console.ReadLine();
            Console.WriteLine(said);
        }
    }
}
