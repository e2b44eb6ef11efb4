// The project has a TcpClient of its own, but the alias in this file names the framework's, whose flag guards a write.
using NetClient = System.Net.Sockets.TcpClient;

namespace Osprey
{
    public class TcpClient
    {
        public bool Connected { get; set; }
    }

    public class Nest
    {
        private readonly NetClient bird;
        private readonly TcpClient own = new TcpClient();

        public Nest(NetClient bird)
        {
            this.bird = bird;
        }

        public void Call(byte[] song)
        {
            if (own.Connected)
                song[0] = 1;
            if (bird.Connected) // expect: SOCK301 (guard-io)
                bird.GetStream().Write(song, 0, song.Length);
        }
    }
}
