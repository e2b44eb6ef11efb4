// Calls the extension method when the count is 0.
using System;
using System.Net.Sockets;

namespace Atlas.Net
{
    public class TileServer
    {
        private readonly byte[] request = new byte[1024];

        public void Serve(Socket accepted)
        {
            accepted.BeginReceive(request, 0, request.Length, SocketFlags.None, OnRequest, accepted);
        }

        private void OnRequest(IAsyncResult ar)
        {
            var socket = (Socket)ar.AsyncState;
            var size = socket.EndReceive(ar);
            if (size == 0)
            {
                socket.SafeClose();
                return;
            }

            Console.WriteLine("tile request, {0} bytes", size);
            Serve(socket);
        }
    }
}
