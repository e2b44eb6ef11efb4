// The end of another operation.
using System;
using System.Net;
using System.Net.Sockets;

class Beacon
{
    private readonly Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public void Ping(EndPoint there, byte[] data)
    {
        socket.BeginSendTo(data, 0, data.Length, SocketFlags.None, there, Sent, null); // expect: SOCK102 (callback)
    }

    private void Sent(IAsyncResult ar)
    {
        socket.EndSend(ar);
    }
}
