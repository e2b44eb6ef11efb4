// The device that reads; its 0 goes to the inherited Terminate.
using System;
using System.Net.Sockets;

namespace Shopfloor
{
    public class TorqueWrench : DeviceConnection
    {
        private readonly byte[] reading = new byte[24];

        public TorqueWrench(Socket socket)
            : base(socket)
        {
        }

        public void Next()
        {
            Socket.BeginReceive(reading, 0, reading.Length, SocketFlags.None, OnReading, null);
        }

        private void OnReading(IAsyncResult ar)
        {
            if (Socket.EndReceive(ar) == 0)
            {
                Terminate();
                return;
            }

            Console.WriteLine("torque {0}", BitConverter.ToSingle(reading, 0));
            Next();
        }
    }
}
