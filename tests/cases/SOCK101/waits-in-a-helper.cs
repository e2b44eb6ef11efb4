// A helper that returns only when there is something to receive stands before the receive.
using System;
using System.Net.Sockets;
using System.Threading;

class Handshake
{
    TcpClient client;

    void Wait(NetworkStream stream)
    {
        int slept = 0;
        while (!stream.DataAvailable)
        {
            Thread.Sleep(50);
            slept += 50;
            if (slept > 5000)
                throw new TimeoutException();
        }
    }

    void Ask()
    {
        NetworkStream stream = client.GetStream();
        Wait(stream);
        byte[] reply = new byte[8];
        stream.Read(reply, 0, 8);
        if (reply[1] != 90)
            throw new ProtocolViolationException();
    }

    public void Run()
    {
        Ask();
    }
}

class ProtocolViolationException : Exception { }
