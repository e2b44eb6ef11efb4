// SafeClose is an extension method declared here, and it closes the socket that it is called on: no finding.
using System.Net.Sockets;

namespace Atlas.Net
{
    internal static class SocketExtensions
    {
        internal static void SafeClose(this Socket socket)
        {
            try
            {
                socket.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
            }
            finally
            {
                socket.Close();
            }
        }
    }
}
