// Who connects anew when the flag is down makes another socket, and closes that if it must.
using System;
using System.Net;
using System.Net.Sockets;

class Client
{
    Socket socket;
    bool connected;
    readonly byte[] buffer = new byte[4096];

    public bool Connect(IPAddress address)
    {
        if (!connected)
        {
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(address, 445);
            }
            catch (SocketException)
            {
                socket.Close();
                return false;
            }
            connected = true;
            socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, Received, socket);
        }
        return connected;
    }

    public void Disconnect()
    {
        if (connected)
        {
            socket.Close();
            connected = false;
        }
    }

    void Received(IAsyncResult result)
    {
        var from = (Socket)result.AsyncState;
        int count = from.EndReceive(result); // expect: SOCK101
        if (count == 0)
        {
            connected = false;
            return;
        }
        from.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, Received, from);
    }
}
