// ReadLine yields null when the peer has closed, the loop ends, and the using blocks close reader and client: no finding.
using System;
using System.IO;
using System.Net.Sockets;

public static class NoticeBoard
{
    public static void Follow(string host)
    {
        using (var client = new TcpClient(host, 7007))
        using (var reader = new StreamReader(client.GetStream()))
        {
            string line;
            while ((line = reader.ReadLine()) != null)
            {
                Console.WriteLine("notice: " + line);
            }
        }
    }
}
