// Something is there when the frame is begun; that all of it comes is another matter.
using System.Net.Sockets;
using System.Threading;

class Frames
{
    readonly TcpClient client;
    readonly NetworkStream stream;

    public Frames(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
    }

    void Poll()
    {
        while (true)
        {
            if (client.Available > 0)
            {
                var frame = new byte[Length()];
                int got = 0;
                do
                {
                    got += stream.Read(frame, got, frame.Length - got); // expect: SOCK101 spin
                } while (got != frame.Length);
            }
            Thread.Sleep(5);
        }
    }

    int Length()
    {
        return stream.ReadByte();
    }

    void Drain(byte[] buffer)
    {
        int got = 0;
        while (got < buffer.Length && stream.DataAvailable)
        {
            got += stream.Read(buffer, got, buffer.Length - got);
        }
    }
}
