using System.Net.Sockets;

public class Session
{
    private TcpClient client;

    public void Send(byte[] data)
    {
        if (client == null)
            client = new TcpClient();
        if (client.Connected == false) // expect: SOCK301
            client.Connect("server", 21);
        client.GetStream().Write(data, 0, data.Length);
    }

    public bool Open()
    {
        if (client != null)
            client.Close();
        client = new TcpClient();
        client.Connect("server", 21);
        return client.Connected;
    }

    // Either way it is asked whether the connect came about.
    public void SendToEither(byte[] data, bool first)
    {
        client = new TcpClient();
        if (first)
            client.Connect("server", 21);
        else
            client.Connect("other", 21);
        if (client.Connected)
            client.GetStream().Write(data, 0, data.Length);
    }

    // The first answer decides, the second is right after connecting.
    public void SendOnce(byte[] data)
    {
        if (client == null || !client.Connected) // expect: SOCK301
        {
            client = new TcpClient();
            client.Connect("server", 21);
        }
        if (client.Connected)
            client.GetStream().Write(data, 0, data.Length);
    }
}

// Some address is tried.
public class Dialler
{
    private Socket socket;

    public void Dial(System.Net.IPEndPoint[] addresses, byte[] greeting)
    {
        foreach (var address in addresses)
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(address);
            if (socket.LocalEndPoint != null)
                break;
        }
        if (socket == null || !socket.Connected)
            throw new SocketException();
        socket.Send(greeting);
    }
}

// If there is one, it has just been connected.
public class Beginner
{
    private TcpClient client;

    public void Begin()
    {
        client = new TcpClient();
        client.BeginConnect("server", 21, Completed, null);
    }

    private void Completed(System.IAsyncResult result)
    {
        client?.EndConnect(result);
        if (client != null && !client.Connected)
        {
            Begin();
            return;
        }
        client.GetStream().WriteByte(1);
    }
}
