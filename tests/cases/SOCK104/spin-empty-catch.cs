using System;
using System.Net.Sockets;
using System.Threading;

class Listener
{
    private readonly Socket socket;

    public Listener(Socket socket)
    {
        this.socket = socket;
        new Thread(Run).Start();
    }

    private void Run()
    {
        byte[] buffer = new byte[100];
        while (true)
        {
            try
            {
                if (socket.Receive(buffer) == 0) // expect: SOCK104 (spin)
                {
                    socket.Close();
                    return;
                }
            }
            catch
            {
            }
        }
    }
}
