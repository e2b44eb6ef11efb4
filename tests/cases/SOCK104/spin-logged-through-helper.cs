using System;
using System.Net.Sockets;
using System.Threading;

class Listener
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[100];

    public Listener(Socket socket)
    {
        this.socket = socket;
        new Thread(Run).Start();
    }

    private void Run()
    {
        while (true)
        {
            if (!Step())
            {
                socket.Close();
                return;
            }
        }
    }

    private bool Step()
    {
        try
        {
            return socket.Receive(buffer) > 0; // expect: SOCK104 (spin)
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.Message);
            return true;
        }
    }
}
