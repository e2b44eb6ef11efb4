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

class Numbers
{
    public void Run(TcpClient client)
    {
        var reader = new System.IO.StreamReader(client.GetStream());
        while (true)
        {
            int number = Convert.ToInt32(reader.ReadLine()); // null makes 0
            if (number == 0) break;
            Console.WriteLine(number);
        }
        client.Close();
    }
}

class SkippedNumbers
{
    public void Run(TcpClient client)
    {
        var reader = new System.IO.StreamReader(client.GetStream());
        while (true)
        {
            int number = Convert.ToInt32(reader.ReadLine()); // expect: SOCK101
            if (number == 0) continue;
            Console.WriteLine(number);
        }
    }
}
