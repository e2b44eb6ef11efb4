using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Plant
{
    public class Plc
    {
        private TcpClient client;
        private Stream stream;

        public async Task Open(string host)
        {
            client = new TcpClient();
            await client.ConnectAsync(host, 102);
            client.ReceiveTimeout = 1000; // expect: SOCK201
            stream = client.GetStream();
        }

        public Task<byte[]> Next()
        {
            return Frame.Body.ReadAsync(stream);
        }

        public void Close()
        {
            client.Close();
        }
    }
}
