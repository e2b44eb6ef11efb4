// A helper lets the failure out, and its caller swallows it.
using System;
using System.Net.Sockets;
using System.Threading;

static class Wire
{
    public static int Read(TcpClient client, byte[] buffer)
    {
        int count = client.GetStream().Read(buffer, 0, buffer.Length); // expect: SOCK104 (not-closed)
        if (count == 0)
        {
            client.Close();
            throw new InvalidOperationException();
        }
        return count;
    }
}

class Room
{
    TcpClient client;

    public void Start(TcpClient client)
    {
        this.client = client;
        new Thread(Run).Start();
    }

    void Run()
    {
        byte[] buffer = new byte[64];
        while (true)
        {
            try
            {
                Console.WriteLine(Wire.Read(client, buffer));
            }
            catch (Exception error)
            {
                Console.WriteLine(error);
                break;
            }
        }
    }
}
