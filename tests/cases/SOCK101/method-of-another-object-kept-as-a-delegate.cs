using System;
using System.Net.Sockets;

public class Operation
{
    public Operation(Func<NetworkStream, string, int> run, string path)
    {
        Run = run;
        Path = path;
    }

    public Func<NetworkStream, string, int> Run { get; }

    public string Path { get; }
}

public class Transfers
{
    private TcpClient data;

    public int Store(NetworkStream stream, string path)
    {
        var buffer = new byte[512];
        int total = 0, read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
            total += read;
        return total;
    }

    public int Peep(NetworkStream stream, string path)
    {
        var buffer = new byte[512];
        stream.Read(buffer, 0, buffer.Length); // expect: SOCK101
        return 1;
    }

    public void Begin(Operation operation)
    {
        data = new TcpClient(AddressFamily.InterNetwork);
        data.BeginConnect("peer", 20, Connected, operation);
    }

    private void Connected(IAsyncResult result)
    {
        data.EndConnect(result);
        var operation = result.AsyncState as Operation;
        if (operation != null)
        {
            using (var stream = data.GetStream())
                Console.WriteLine(operation.Run(stream, operation.Path));
        }
        data.Close();
        data = null;
    }
}

public class Commands
{
    public event Func<NetworkStream, string, int> Peeping;

    public void Stor(Transfers transfers, string path)
    {
        transfers.Begin(new Operation(transfers.Store, path));
    }

    public void Peep(Transfers transfers)
    {
        Peeping += transfers.Peep;
    }
}
