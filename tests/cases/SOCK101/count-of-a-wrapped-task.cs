// What is awaited is the read with something put around it, which yields its count all the same: no finding.
using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Vendor.Tasks;

class Receiver
{
    public async Task Chained(TcpClient client, CancellationToken token)
    {
        NetworkStream stream = client.GetStream();
        var buffer = new byte[4096];
        int count;
        while (true)
        {
            count = await stream.ReadAsync(buffer, 0, buffer.Length).WithCancellation(token);
            if (count == 0)
            {
                break;
            }
            Console.WriteLine(count);
        }
        client.Close();
    }

    public async Task Given(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        var buffer = new byte[4096];
        int count;
        do
        {
            count = await Limits.Within(5, stream.ReadAsync(buffer, 0, buffer.Length));
        }
        while (count > 0);
        client.Close();
    }
}
