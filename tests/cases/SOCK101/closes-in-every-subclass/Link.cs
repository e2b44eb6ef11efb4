// Drop is abstract, and every class that implements it closes its connection there: no finding.
using System;
using System.Net.Sockets;

namespace Harbour
{
    public abstract class Link
    {
        public void Run(NetworkStream stream)
        {
            var data = new byte[900];
            while (true)
            {
                int n = stream.Read(data, 0, data.Length);
                if (n == 0)
                {
                    Drop(stream);
                    return;
                }

                Console.WriteLine("{0} bytes", n);
            }
        }

        protected abstract void Drop(NetworkStream stream);
    }
}
