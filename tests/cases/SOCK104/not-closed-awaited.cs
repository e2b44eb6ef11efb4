using System;
using System.Net.Sockets;
using System.Threading.Tasks;

class Link
{
    private readonly NetworkStream stream;

    public Link(TcpClient client)
    {
        stream = client.GetStream();
        _ = Run();
    }

    private async Task Run()
    {
        byte[] buffer = new byte[100];
        try
        {
            while (await stream.ReadAsync(buffer, 0, 100) > 0) // expect: SOCK104 (not-closed)
            {
                Console.WriteLine("more");
            }
            stream.Close();
        }
        catch (Exception)
        {
            Console.WriteLine("lost");
        }
    }
}
