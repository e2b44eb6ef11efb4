// The NetworkStream is made without owning its socket, so disposing it on 0 leaves the socket itself open.
using System;
using System.Net.Sockets;

public class AltimeterFeed
{
    private readonly Socket socket;

    public AltimeterFeed(Socket socket)
    {
        this.socket = socket;
    }

    public void Follow()
    {
        using (var stream = new NetworkStream(socket))
        {
            var height = new byte[4];
            while (stream.Read(height, 0, height.Length) > 0) // expect: SOCK101 (not-closed)
            {
                Console.WriteLine("height {0}", BitConverter.ToInt32(height, 0));
            }
        }
    }
}
