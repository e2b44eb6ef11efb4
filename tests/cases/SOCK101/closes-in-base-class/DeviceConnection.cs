// The closing helper is inherited: Terminate of the base class, in this file, closes the socket for every device: no finding.
using System.Net.Sockets;

namespace Shopfloor
{
    public abstract class DeviceConnection
    {
        protected readonly Socket Socket;

        protected DeviceConnection(Socket socket)
        {
            Socket = socket;
        }

        protected void Terminate()
        {
            Socket.Close();
        }
    }
}
