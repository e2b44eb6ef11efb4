// The worker.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Loom
{
    public class Worker
    {
        private readonly TcpClient client;

        public Worker(TcpClient client)
        {
            this.client = client;
        }

        public async Task RunAsync()
        {
            using (client)
            {
                var thread = new byte[256];
                while (await client.GetStream().ReadAsync(thread, 0, thread.Length) != 0)
                    Console.WriteLine("thread {0}", thread[0]);
            }
        }
    }
}
