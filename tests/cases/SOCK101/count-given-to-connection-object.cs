// The count is not tested where it is read but handed to the connection object, which closes itself on 0: no finding.
using System;
using System.Net.Sockets;

internal sealed class RtspConnection
{
    internal readonly Socket Socket;
    internal readonly byte[] Buffer = new byte[4096];

    internal RtspConnection(Socket socket) => Socket = socket;

    internal bool Consume(int count)
    {
        if (count <= 0)
        {
            Socket.Close();
            return false;
        }

        Console.WriteLine("RTSP: {0} bytes", count);
        return true;
    }
}

public class RtspServer
{
    public void Begin(Socket accepted)
    {
        var connection = new RtspConnection(accepted);
        Arm(connection);
    }

    private void Arm(RtspConnection connection)
    {
        connection.Socket.BeginReceive(connection.Buffer, 0, connection.Buffer.Length, SocketFlags.None, Received, connection);
    }

    private void Received(IAsyncResult ar)
    {
        var connection = (RtspConnection)ar.AsyncState;
        int count = connection.Socket.EndReceive(ar);
        if (connection.Consume(count))
            Arm(connection);
    }
}
