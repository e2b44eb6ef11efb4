using System.Net.Sockets;

public class Recorder
{
    private Socket socket;

    public void Write(byte[] record)
    {
        while (socket == null || !socket.Connected) // expect: SOCK301
            Dial();
        socket.Send(record);
    }

    private void Dial()
    {
        socket?.Close();
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect("recorder", 514);
    }

    public void Close()
    {
        socket.Close();
    }
}

// The socket is new: it is asked whether the connect came about.
public class Starter
{
    private Socket socket;

    public void Start(byte[] greeting)
    {
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        while (!socket.Connected)
        {
            try
            {
                socket.Connect("recorder", 514);
            }
            catch (SocketException)
            {
                System.Threading.Thread.Sleep(1000);
            }
        }
        socket.Send(greeting);
    }

    public void Close()
    {
        socket.Close();
    }
}
