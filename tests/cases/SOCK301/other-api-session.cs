// The sessions come from libraries for a bus and a chat, whose types are not in sight but imported by name: no socket, no finding.
using Acme.Bluetooth;
using Acme.Opc;

namespace Plant
{
    public class PlantOverview
    {
        private readonly BluetoothClient client;
        private readonly OpcSession session;

        public PlantOverview(BluetoothClient client, OpcSession session)
        {
            this.client = client;
            this.session = session;
        }

        public bool Online => client.Connected && session.Connected;

        public void Write(byte[] tag)
        {
            if (session.Connected)
                session.Write(tag);
        }
    }
}
