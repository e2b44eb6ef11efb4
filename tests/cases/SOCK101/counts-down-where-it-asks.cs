// The loop counts its turns down where it asks for the count: it ends, by an answer that tells nobody of the end.
using System;
using System.Net.Sockets;

class Reader
{
    private readonly NetworkStream stream;

    public Reader(TcpClient client)
    {
        stream = client.GetStream();
    }

    public void Run()
    {
        byte[] frame = new byte[16];
        Console.WriteLine(Fill(frame));
    }

    private int Fill(byte[] frame)
    {
        int turns = 100;
        int got = 0;
        do
        {
            got += stream.Read(frame, got, frame.Length - got); // expect: SOCK101 (not-closed)
            if (turns-- == 0)
            {
                return -1;
            }
        } while (got < frame.Length);
        return got;
    }
}
