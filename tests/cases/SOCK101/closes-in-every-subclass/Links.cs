// Both implementations close.
using System;
using System.Net.Sockets;

namespace Harbour
{
    public class TugLink : Link
    {
        protected override void Drop(NetworkStream stream)
        {
            stream.Close();
        }
    }

    public class PilotLink : Link
    {
        protected override void Drop(NetworkStream stream)
        {
            Console.WriteLine("pilot off line");
            stream.Dispose();
        }
    }
}
