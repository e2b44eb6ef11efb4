// So many rounds and no more: no finding.
using System;
using System.Net.Sockets;

class Handshake
{
    public void Run(Socket socket)
    {
        try
        {
            int left = 64;
            bool done = false;
            while (!done)
            {
                if (left == 0)
                {
                    throw new InvalidOperationException("no end of it");
                }
                done = Step(socket);
                left--;
            }
        }
        finally
        {
            socket.Close();
        }
    }

    bool Step(Socket socket)
    {
        var buffer = new byte[64];
        socket.Receive(buffer);
        return buffer[0] == 20;
    }
}
