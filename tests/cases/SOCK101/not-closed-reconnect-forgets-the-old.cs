// The member gets another client while the old one is still open: at every end of the stream one more is lost.
using System;
using System.Net.Sockets;

public class Feed
{
    private TcpClient client;
    private NetworkStream stream;

    public void Run()
    {
        Connect();
        byte[] buffer = new byte[512];
        while (true)
        {
            int count = stream.Read(buffer, 0, buffer.Length); // expect: SOCK101 (not-closed)
            if (count == 0)
            {
                Connect();
                continue;
            }
            Console.WriteLine(count);
        }
    }

    private void Connect()
    {
        client = new TcpClient();
        client.Connect("feed.example", 7001);
        stream = client.GetStream();
    }
}

public class TidyFeed
{
    private Socket socket;

    public void Run()
    {
        Connect();
        byte[] buffer = new byte[512];
        while (true)
        {
            int count = socket.Receive(buffer);
            if (count == 0)
            {
                Connect();
                continue;
            }
            Console.WriteLine(count);
        }
    }

    private void Connect()
    {
        if (socket != null)
        {
            socket.Close();
        }
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect("feed.example", 7001);
    }
}
