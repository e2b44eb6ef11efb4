#define CLOSES
// The file itself says which branch is compiled, and that one closes: no finding.
using System;
using System.Net.Sockets;

class Client
{
    private readonly byte[] buffer = new byte[4096];

    public void Run(Socket socket)
    {
        int count = socket.Receive(buffer);
        while (count > 0)
        {
            Console.WriteLine(count);
            count = socket.Receive(buffer);
        }
#if CLOSES
        socket.Close();
#else
        Console.WriteLine("the peer has gone");
#endif
    }
}
