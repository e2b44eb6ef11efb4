// The socket whose flag is asked in the other file is a protected field of this base class.
using System.Net.Sockets;

namespace Lantern
{
    public abstract class ClientBase
    {
        protected Socket channel;

        protected ClientBase(Socket channel)
        {
            this.channel = channel;
        }
    }
}
