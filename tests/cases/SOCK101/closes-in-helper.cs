// On 0 the callback calls Disconnect, a helper of its own class that closes the socket, so nothing is left open: no finding.
using System;
using System.Net.Sockets;

namespace Telemetry.Ingest
{
    public class SensorSession
    {
        private readonly Socket socket;
        private readonly byte[] buffer = new byte[1024];

        public SensorSession(Socket socket)
        {
            this.socket = socket;
        }

        public void Start()
        {
            socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, null);
        }

        private void OnReceive(IAsyncResult ar)
        {
            int count = socket.EndReceive(ar);
            if (count == 0)
            {
                Disconnect();
                return;
            }

            Console.WriteLine(BitConverter.ToString(buffer, 0, count));
            Start();
        }

        private void Disconnect()
        {
            socket.Close();
        }
    }
}
