using System.Net.Sockets;

public static class Asking
{
    public static bool IsThere(this Socket socket)
    {
        if (!socket.Poll(0, SelectMode.SelectRead))
            return true;
        var one = new byte[1];
        return socket.Receive(one, SocketFlags.Peek) != 0;
    }
}

public class Frames
{
    private readonly Socket socket;

    public Frames(Socket socket)
    {
        this.socket = socket;
    }

    public void Next(byte[] buffer)
    {
        int count = 0;
        while (count < buffer.Length)
        {
            if (!socket.IsThere())
            {
                socket.Close();
                return;
            }
            count += socket.Receive(buffer, count, buffer.Length - count, SocketFlags.None);
        }
    }

    public void NextWithoutAsking(byte[] buffer)
    {
        int count = 0;
        while (count < buffer.Length)
            count += socket.Receive(buffer, count, buffer.Length - count, SocketFlags.None); // expect: SOCK101
    }
}
