// ReadExact throws when the stream ends in mid message, and the exception passes to whoever asked for the message: no finding.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;

public class LedgerClient
{
    private readonly NetworkStream stream;

    public LedgerClient(TcpClient tcp)
    {
        stream = tcp.GetStream();
    }

    public byte[] NextEntry()
    {
        var head = new byte[4];
        ReadExact(head);
        var body = new byte[IPAddress.NetworkToHostOrder(BitConverter.ToInt32(head, 0))];
        ReadExact(body);
        return body;
    }

    private void ReadExact(byte[] target)
    {
        int done = 0;
        while (done < target.Length)
        {
            int n = stream.Read(target, done, target.Length - done);
            if (n == 0)
                throw new EndOfStreamException();
            done += n;
        }
    }
}
