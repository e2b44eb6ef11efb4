// A cancel request is answered by the server's closing, so 0 is what is waited for, and the finally closes our side: no finding.
using System.Net.Sockets;

namespace Quarry.Data
{
    internal static class CancelRequest
    {
        internal static void Send(string host, int port, byte[] key)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(host, port);
                socket.Send(key);

                // nothing is sent back, the server just closes
                socket.Receive(new byte[1]);
            }
            finally
            {
                socket.Close();
            }
        }
    }
}
