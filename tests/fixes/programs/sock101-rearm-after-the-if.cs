// The next BeginReceive stands below the test and runs for 0 as well, so the callback comes straight back with 0, again and again.
using System;
using System.Net.Sockets;
using System.Text;

public class CommandPort
{
    private readonly Socket operatorSocket;
    private readonly byte[] command = new byte[64];

    public CommandPort(Socket operatorSocket)
    {
        this.operatorSocket = operatorSocket;
    }

    public void Open()
    {
        operatorSocket.BeginReceive(command, 0, command.Length, SocketFlags.None, OnCommand, null);
    }

    private void OnCommand(IAsyncResult ar)
    {
        int n = operatorSocket.EndReceive(ar); // expect: SOCK101 (rearm)
        if (n > 0)
        {
            Console.WriteLine(Encoding.ASCII.GetString(command, 0, n));
        }

        operatorSocket.BeginReceive(command, 0, command.Length, SocketFlags.None, OnCommand, null);
    }
}
