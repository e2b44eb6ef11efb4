// A count of 0 is no full buffer, so the inner loop ends, and the outer one with the next read: no finding.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

public class Plc
{
    private TcpClient client;

    public void Run(string host)
    {
        try
        {
            client = new TcpClient(host, 502);
            NetworkStream stream = client.GetStream();
            var buffer = new byte[256];
            int count;
            while ((count = stream.Read(buffer, 0, buffer.Length)) != 0)
            {
                var all = new List<byte>(buffer.Take(count));
                while (count == buffer.Length)
                {
                    count = stream.Read(buffer, 0, buffer.Length);
                    all.AddRange(buffer.Take(count));
                }

                Console.WriteLine(all.Count);
            }
        }
        finally
        {
            client.Close();
        }
    }
}
