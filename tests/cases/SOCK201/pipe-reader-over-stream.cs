// The bytes come through a PipeReader made of the client's stream, which reads it asynchronously, so the receive timeout limits nothing.
using System;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Tern.Protocol
{
    public class FramePump
    {
        private readonly TcpClient client;

        public FramePump(TcpClient client)
        {
            this.client = client;
            client.ReceiveTimeout = 20_000; // expect: SOCK201
        }

        public async Task RunAsync()
        {
            PipeReader reader = PipeReader.Create(client.GetStream());
            while (true)
            {
                ReadResult result = await reader.ReadAsync();
                reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    break;
            }

            await reader.CompleteAsync();
            client.Dispose();
        }
    }
}
