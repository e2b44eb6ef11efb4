// The loop goes on while a property says so, which asks Poll and Available; the other property asks Connected alone.
using System.Net.Sockets;

class Probed
{
    private readonly Socket socket;

    public Probed(Socket socket)
    {
        this.socket = socket;
    }

    private bool Here
    {
        get { return !socket.Poll(1, SelectMode.SelectRead) || socket.Available != 0; }
    }

    public void Listen()
    {
        byte[] header = new byte[4];
        for (int read = 0; read < 4 && Here;)
        {
            read += socket.Receive(header, read, 4 - read, SocketFlags.None);
        }
        socket.Close();
    }
}

class Believing
{
    private readonly Socket socket;

    public Believing(Socket socket)
    {
        this.socket = socket;
    }

    private bool Here
    {
        get { return socket.Connected; } // expect: SOCK301
    }

    public void Listen()
    {
        byte[] header = new byte[4];
        for (int read = 0; read < 4 && Here;)
        {
            read += socket.Receive(header, read, 4 - read, SocketFlags.None); // expect: SOCK101
        }
        socket.Close();
    }
}
