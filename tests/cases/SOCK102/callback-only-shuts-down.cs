using System;
using System.Net.Sockets;

class Page
{
    public void Answer(Socket socket, byte[] page)
    {
        socket.BeginSend(page, 0, page.Length, 0, new AsyncCallback(Sent), socket); // expect: SOCK102 (callback)
    }

    private void Sent(IAsyncResult ar)
    {
        Socket socket = (Socket)ar.AsyncState;
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
        }
    }
}
