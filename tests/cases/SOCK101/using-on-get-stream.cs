// The stream of a TcpClient owns the socket, so leaving its using block closes the connection: no finding.
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Pantry.Sync
{
    public class RecipeReceiver
    {
        public async Task Receive(TcpClient peer, string path)
        {
            var buffer = new byte[4096];
            using (var file = File.Create(path))
            using (NetworkStream stream = peer.GetStream())
            {
                int n;
                while ((n = await stream.ReadAsync(buffer, 0, buffer.Length)) > 0)
                    await file.WriteAsync(buffer, 0, n);
            }
        }
    }
}
