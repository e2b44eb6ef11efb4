// A count that is converted is the same count: none of it is no text that cannot be parsed.
using System;
using System.Net.Sockets;

class Server
{
    private byte[] buffer = new byte[100];

    public void Wait(Socket socket)
    {
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, Arrived, socket);
    }

    private void Arrived(IAsyncResult result)
    {
        Socket socket = (Socket)result.AsyncState;
        try
        {
            int count = System.Convert.ToInt32(socket.EndReceive(result));
            if (count > 0)
            {
                Console.WriteLine(count);
                Wait(socket);
            }
            else
            {
                socket.Shutdown(SocketShutdown.Both);
                socket.Close();
            }
        }
        catch (Exception error)
        {
            Console.WriteLine(error);
            socket.Close();
        }
    }
}

class Silent
{
    public void Run(Socket socket)
    {
        var buffer = new byte[100];
        while (true)
        {
            int count = Convert.ToInt32(socket.Receive(buffer)); // expect: SOCK101
            if (count == 0) continue;
            Console.WriteLine(count);
        }
    }
}
