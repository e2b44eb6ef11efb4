// The asynchronous part.
using System;
using System.Net.Sockets;

namespace Relay
{
    public partial class Uplink
    {
        private readonly byte[] cell = new byte[48];

        public void Receive()
        {
            socket.BeginReceive(cell, 0, cell.Length, SocketFlags.None, OnCell, null);
        }

        private void OnCell(IAsyncResult ar)
        {
            if (socket.EndReceive(ar) == 0)
            {
                socket.Close();
                return;
            }

            Receive();
        }
    }
}
