// Who keeps a task in a local waits for it, and then closes; a task in a member runs on until somebody stops it.
using System.Net.Sockets;
using System.Threading.Tasks;

class Waiting
{
    private readonly Socket socket;

    public Waiting(Socket socket)
    {
        this.socket = socket;
    }

    public void Run()
    {
        var receiving = Task.Run(() =>
        {
            while (socket.Receive(new byte[100]) > 0)
            {
            }
        });
        receiving.Wait();
        socket.Close();
    }
}

class Stopped
{
    private readonly Socket socket;
    private Task receiving;

    public Stopped(Socket socket)
    {
        this.socket = socket;
    }

    public void Start()
    {
        receiving = Task.Run(() =>
        {
            while (socket.Receive(new byte[100]) > 0) // expect: SOCK101
            {
            }
        });
    }

    public void Stop()
    {
        socket.Close();
        receiving.Wait();
    }
}

class WaitingWithinALimit
{
    public async Task Run()
    {
        using (var client = new TcpClient("localhost", 7))
        {
            await Ask(client.GetStream());
        }
    }

    private static async Task Ask(NetworkStream stream)
    {
        var count = 0;
        var reading = Task.Run(async () => { count = await stream.ReadAsync(new byte[10], 0, 10); });
        if (await Task.WhenAny(reading, Task.Delay(1000)) != reading)
        {
            throw new System.TimeoutException();
        }
        System.Console.WriteLine(count);
    }
}
