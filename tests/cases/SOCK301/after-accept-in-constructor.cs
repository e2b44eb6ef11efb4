// The constructor asks of what was accepted a moment ago: no finding. What it asks later on is another matter.
using System;
using System.Net.Sockets;

public class Guest
{
    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private readonly byte[] buffer = new byte[512];

    public Guest(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
        if (!client.Connected)
        {
            client.Close();
            return;
        }
        stream.Write(buffer, 0, 1);
    }

    public void Greet()
    {
        if (client.Connected) // expect: SOCK301
        {
            stream.Write(buffer, 0, 1);
        }
    }

    public void Leave()
    {
        client.Close();
    }
}

public class House
{
    private readonly TcpListener listener = TcpListener.Create(7777);

    public void OnAccept(IAsyncResult result)
    {
        TcpClient client = listener.EndAcceptTcpClient(result);
        Console.WriteLine(client.Client.RemoteEndPoint);
        var guest = new Guest(client);
        guest.Greet();
    }
}
