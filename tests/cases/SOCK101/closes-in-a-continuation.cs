// What follows the read is given its task, and closes when the count is 0: no finding, but for the one that does not.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

class Receiver
{
    readonly TcpClient client = new TcpClient("localhost", 7);
    readonly byte[] buffer = new byte[4096];

    public void Start()
    {
        client.GetStream().ReadAsync(buffer, 0, buffer.Length).ContinueWith(Received);
    }

    void Received(Task<int> task)
    {
        int count = task.Result;
        if (count == 0)
        {
            client.Close();
            return;
        }
        Console.WriteLine(count);
        Start();
    }
}

class Forgetful
{
    readonly TcpClient client = new TcpClient("localhost", 7);
    readonly byte[] buffer = new byte[4096];

    public void Start()
    {
        client.GetStream().ReadAsync(buffer, 0, buffer.Length).ContinueWith(task => Received(task.Result)); // expect: SOCK101
    }

    void Received(int count)
    {
        if (count == 0)
        {
            return;
        }
        Console.WriteLine(count);
        Start();
    }
}
