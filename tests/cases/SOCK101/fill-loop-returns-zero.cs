// The fill loop gives 0 back to its one caller, and that one leaves its using block, which closes the client: no finding.
using System;
using System.Net.Sockets;
using System.Threading;

internal static class BackupSink
{
    public static void Accept(TcpListener listener)
    {
        TcpClient peer = listener.AcceptTcpClient();
        new Thread(() => Drain(peer)).Start();
    }

    private static void Drain(TcpClient peer)
    {
        using (peer)
        {
            var block = new byte[1 << 16];
            while (ReadFully(peer.GetStream(), block) > 0)
                Console.WriteLine("block stored");
        }
    }

    private static int ReadFully(NetworkStream stream, byte[] block)
    {
        int offset = 0;
        while (offset < block.Length)
        {
            int n = stream.Read(block, offset, block.Length - offset); // expect: SOCK105
            if (n == 0)
                return 0;
            offset += n;
        }

        return offset;
    }
}
