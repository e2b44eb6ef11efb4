// The test stands in a predicate, EnsureClosed, that closes the socket on 0 and says so: no finding.
using System;
using System.Net.Sockets;

namespace Tollgate
{
    public class Booth
    {
        private Socket link;
        private byte[] data = new byte[100];

        public Booth(Socket link)
        {
            this.link = link;
        }

        public void Arm()
        {
            link.BeginReceive(data, 0, data.Length, SocketFlags.None, OnPaid, null);
        }

        private void OnPaid(IAsyncResult ar)
        {
            int count = link.EndReceive(ar);
            if (EnsureClosed(count))
                return;

            Console.WriteLine("paid {0}", data[0]);
            Arm();
        }

        private bool EnsureClosed(int count)
        {
            if (count > 0)
                return false;

            link.Close();
            return true;
        }
    }
}
