// Whether a frame of the program's own is faulted says nothing of a task: no finding.
using System;
using System.Net.Sockets;

public class Frame
{
    public bool IsFaulted { get; set; }
}

public class Reader
{
    private readonly Func<byte[], int, Frame> parse;

    public Reader(Func<byte[], int, Frame> parse)
    {
        this.parse = parse;
    }

    public void Run(Socket socket)
    {
        var buffer = new byte[4096];
        while (true)
        {
            int count = socket.Receive(buffer);
            Frame frame = parse(buffer, count);
            if (frame.IsFaulted)
            {
                socket.Close();
                return;
            }
        }
    }
}
