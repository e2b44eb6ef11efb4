using System;
using System.Net.Sockets;
using System.Threading;

class Sender
{
    public void Send(Socket socket, byte[] data)
    {
        IAsyncResult pending = socket.BeginSend(data, 0, data.Length, SocketFlags.None, null, null); // expect: SOCK102 (waited)
        while (!pending.IsCompleted)
        {
            Thread.Sleep(10);
        }
    }
}
