// At the end of the stream the caller is told by an empty array, and closes: no finding.
using System;
using System.Net.Sockets;

class Receiver
{
    byte[] Next(NetworkStream stream)
    {
        var buffer = new byte[4096];
        int count = stream.Read(buffer, 0, buffer.Length);
        return count <= 0 ? Array.Empty<byte>() : buffer;
    }

    public void Run(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        while (true)
        {
            byte[] chunk = Next(stream);
            if (chunk.Length == 0)
            {
                client.Close();
                return;
            }
            Console.WriteLine(chunk.Length);
        }
    }
}
