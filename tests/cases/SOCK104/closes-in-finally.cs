using System;
using System.Net.Sockets;

class OneShot
{
    private readonly byte[] buffer = new byte[100];

    public void Begin(Socket socket)
    {
        socket.BeginReceive(buffer, 0, 100, SocketFlags.None, Received, socket);
    }

    private void Received(IAsyncResult ar)
    {
        Socket socket = (Socket)ar.AsyncState;
        try
        {
            Console.WriteLine(socket.EndReceive(ar));
        }
        catch (SocketException e)
        {
            Console.WriteLine(e.Message);
        }
        finally
        {
            socket.Close();
        }
    }
}
