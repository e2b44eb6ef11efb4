// The owner: its delegate closes the client under the channel.
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Yard
{
    public class Crane
    {
        private readonly TcpClient client;

        public Crane(TcpClient client)
        {
            this.client = client;
        }

        public Task Run()
        {
            var channel = new Channel(client.GetStream());
            channel.OnGone = () => client.Close();
            return channel.Loop();
        }
    }
}
