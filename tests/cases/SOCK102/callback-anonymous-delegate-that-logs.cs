using System;
using System.Net.Sockets;

class Sender
{
    public void Send(Socket socket, byte[] data)
    {
        socket.BeginSend(data, 0, data.Length, SocketFlags.None, delegate(IAsyncResult ar) // expect: SOCK102 (callback)
        {
            Console.WriteLine("sent");
        }, null);
    }
}
