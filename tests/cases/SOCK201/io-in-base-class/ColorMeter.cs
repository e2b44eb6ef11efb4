// The derived class.
using System;
using System.Net.Sockets;

namespace Prism
{
    public class ColorMeter : AsyncConnection
    {
        public ColorMeter(Socket socket)
            : base(socket)
        {
            Socket.ReceiveTimeout = 750; // expect: SOCK201
        }

        protected override void OnData(byte[] data, int count)
        {
            Console.WriteLine("red {0}", data[0]);
        }
    }
}
