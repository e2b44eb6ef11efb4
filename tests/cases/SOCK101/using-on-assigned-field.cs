// The using statement assigns the field and disposes what it holds at the end of the block: no finding.
using System;
using System.Net.Sockets;

public class SingleUserConsole
{
    private readonly TcpListener listener;
    private TcpClient user;

    public SingleUserConsole(TcpListener listener)
    {
        this.listener = listener;
    }

    public void ServeOne()
    {
        using (user = listener.AcceptTcpClient())
        {
            var key = new byte[1];
            while (user.GetStream().Read(key, 0, 1) > 0)
                Console.Write((char)key[0]);
        }

        user = null;
    }
}
