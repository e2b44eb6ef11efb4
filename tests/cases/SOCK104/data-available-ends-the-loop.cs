// After a failure nothing is available, so a loop on that ends; one on anything else does not.
using System.IO;
using System.Net.Sockets;

class Probe
{
    static int Count(string host)
    {
        int total = 0;
        using (var client = new TcpClient(host, 9))
        {
            NetworkStream stream = client.GetStream();
            var buffer = new byte[100];
            while (stream.DataAvailable)
            {
                try
                {
                    total += stream.Read(buffer, 0, buffer.Length);
                }
                catch (IOException)
                {
                    total = 0;
                }
            }
        }
        return total;
    }

    static int CountForEver(string host)
    {
        int total = 0;
        using (var client = new TcpClient(host, 9))
        {
            NetworkStream stream = client.GetStream();
            var buffer = new byte[100];
            while (stream.CanRead)
            {
                try
                {
                    int count = stream.Read(buffer, 0, buffer.Length); // expect: SOCK104
                    if (count == 0) break;
                    total += count;
                }
                catch (IOException)
                {
                    total = 0;
                }
            }
        }
        return total;
    }
}
