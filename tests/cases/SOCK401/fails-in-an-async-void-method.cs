// What fails in an async method that nobody awaits never comes back to the caller, which returns the client: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

class Server
{
    public static async Task<TcpClient> Accept(TcpListener listener)
    {
        TcpClient client = await listener.AcceptTcpClientAsync();
        Receive(client.GetStream());
        return client;
    }

    private static async void Receive(NetworkStream stream)
    {
        byte[] buffer = new byte[256];
        while (await stream.ReadAsync(buffer, 0, buffer.Length) > 0) // expect: SOCK105
        {
            Console.WriteLine("received");
        }
        stream.Close();
    }

    public static async Task<TcpClient> AcceptAndGreet(TcpListener listener)
    {
        TcpClient client = await listener.AcceptTcpClientAsync(); // expect: SOCK401
        await Greet(client.GetStream());
        return client;
    }

    private static async Task Greet(NetworkStream stream)
    {
        byte[] hello = new byte[5];
        await stream.WriteAsync(hello, 0, hello.Length);
    }
}
