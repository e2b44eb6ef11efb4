// A receive into an empty buffer waits for data and yields 0 whatever the peer does; the read that follows is looked at and closes: no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class IdlePool
{
    private readonly NetworkStream stream;

    public IdlePool(NetworkStream stream)
    {
        this.stream = stream;
    }

    public async Task Serve()
    {
        while (true)
        {
            await stream.ReadAsync(new byte[0], 0, 0);

            var rented = new byte[8192];
            int n = await stream.ReadAsync(rented, 0, rented.Length);
            if (n == 0)
            {
                stream.Dispose();
                return;
            }

            Console.WriteLine("{0} bytes for a rented buffer", n);
        }
    }
}
