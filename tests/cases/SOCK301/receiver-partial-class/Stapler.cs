// The client whose flag is asked in the other part of this class is a field of this one.
using System.Net.Sockets;

namespace Bindery
{
    internal partial class Stapler
    {
        private readonly TcpClient tcp;

        internal Stapler(TcpClient tcp)
        {
            this.tcp = tcp;
        }
    }
}
