// As many bytes are received one by one as were there to be received; then it is asked again, and no byte means gone.
using System;
using System.Net.Sockets;

public class Terminal
{
    private readonly Socket socket;

    public Terminal(Socket socket)
    {
        this.socket = socket;
    }

    public void Serve()
    {
        try
        {
            while (socket.Poll(-1, SelectMode.SelectRead))
            {
                int there = socket.Available;
                if (there <= 0)
                {
                    throw new InvalidOperationException("gone");
                }
                for (int at = 0; at < there; at++)
                {
                    var one = new byte[1];
                    socket.Receive(one, 1, SocketFlags.None);
                    Console.WriteLine(one[0]);
                }
            }
        }
        finally
        {
            socket.Close();
        }
    }

    public void ServeOnce()
    {
        int there = socket.Available;
        if (there > 0)
        {
            while (true)
            {
                var one = new byte[1];
                socket.Receive(one, 1, SocketFlags.None); // expect: SOCK101 (spin)
                Console.WriteLine(one[0]);
            }
        }
    }
}
