// A task that is awaited is as a call: whoever awaits it goes on when the receive has met the end.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

class Method
{
    private TcpClient client;

    public async void Click(object sender, EventArgs e)
    {
        client = new TcpClient();
        await client.ConnectAsync("quotes", 17);
        await Task.Run(ReceiveAsync).ConfigureAwait(false);
        client.Close();
    }

    private async Task ReceiveAsync()
    {
        var reader = new StreamReader(client.GetStream());
        Console.WriteLine(await reader.ReadLineAsync() ?? "nothing");
    }
}

class Lambda
{
    private readonly TcpClient client = new TcpClient("quotes", 17);

    public async Task Click()
    {
        await Task.Factory.StartNew(() => Receive());
        client.Close();
    }

    private void Receive()
    {
        var line = new StreamReader(client.GetStream()).ReadLine();
        if (line == null)
        {
            return;
        }
        Console.WriteLine(line);
    }
}

class NobodyCloses
{
    private readonly TcpClient client = new TcpClient("quotes", 17);

    public async Task Click()
    {
        await Task.Run(() => Receive());
        Console.WriteLine("done");
    }

    private void Receive()
    {
        var line = new StreamReader(client.GetStream()).ReadLine(); // expect: SOCK101
        if (line == null)
        {
            return;
        }
        Console.WriteLine(line);
    }
}
