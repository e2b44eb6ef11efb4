// The catch that forgets.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;

namespace Auction
{
    public class AuctionRoom
    {
        private readonly HashSet<TcpClient> bidders = new HashSet<TcpClient>();

        public void Admit(TcpClient bidder)
        {
            bidders.Add(bidder);
            new Thread(() => Hear(bidder)).Start();
        }

        private void Hear(TcpClient bidder)
        {
            var reader = new LineReader(bidder.GetStream());
            try
            {
                while (true)
                    Console.WriteLine("bid {0}", reader.Next());
            }
            catch (EndOfStreamException)
            {
                bidders.Remove(bidder);
            }
        }
    }
}
