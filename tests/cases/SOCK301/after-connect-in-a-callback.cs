// What a begun connect calls back asks whether it came about, whatever it is called; what a receive calls back does not.
using System;
using System.Net;
using System.Net.Sockets;

class Terminal
{
    private readonly byte[] buffer = new byte[512];

    private readonly Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    void Open(EndPoint address)
    {
        socket.BeginConnect( // expect: SOCK102
            address,
            delegate (IAsyncResult result)
            {
                var connecting = (Socket)result.AsyncState;
                if (connecting.Connected)
                {
                    connecting.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, ConnectedPeerSent, connecting);
                }
            },
            socket);
    }

    void ConnectedPeerSent(IAsyncResult result)
    {
        var socket = (Socket)result.AsyncState;
        int count = socket.EndReceive(result);
        if (count == 0)
        {
            socket.Close();
            return;
        }
        if (socket.Connected) // expect: SOCK301 (guard-io)
        {
            socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, ConnectedPeerSent, socket);
        }
    }
}
