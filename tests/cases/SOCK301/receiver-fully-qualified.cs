// The field's type is spelt out in full, beside a class of the project by the same name: it is the framework's client.
namespace Osprey.Messages
{
    public class TcpClient
    {
        public string Name { get; set; }
    }

    public class Feeder
    {
        private System.Net.Sockets.TcpClient feeder;

        public void Use(System.Net.Sockets.TcpClient client)
        {
            feeder = client;
        }

        public bool IsConnected()
        {
            return feeder.Connected; // expect: SOCK301 (member)
        }
    }
}
