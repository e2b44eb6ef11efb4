// The first read's count is dropped, but at the end of the stream the second read yields 0 as well, and that one closes: no finding.
using System;
using System.Net.Sockets;

namespace Canteen
{
    public class CardTerminal
    {
        private readonly NetworkStream terminal;

        public CardTerminal(TcpClient client)
        {
            terminal = client.GetStream();
        }

        public void Run()
        {
            var kind = new byte[1];
            var amount = new byte[4];
            while (true)
            {
                terminal.Read(kind, 0, 1);
                int n = terminal.Read(amount, 0, 4);
                if (n == 0)
                {
                    terminal.Close();
                    break;
                }

                Console.WriteLine("{0}: {1}", kind[0], BitConverter.ToInt32(amount, 0));
            }
        }
    }
}
