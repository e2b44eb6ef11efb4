// Data takes the first branch and re-arms, 0 takes the else branch and closes: no finding.
using System;
using System.Net.Sockets;
using System.Text;

public class ChatMember
{
    private Socket handler;
    private byte[] inbox = new byte[2048];

    public ChatMember(Socket accepted)
    {
        handler = accepted;
        handler.BeginReceive(inbox, 0, inbox.Length, 0, ReadCallback, null);
    }

    private void ReadCallback(IAsyncResult result)
    {
        int bytesRead = handler.EndReceive(result);
        if (bytesRead > 0)
        {
            Console.Write(Encoding.UTF8.GetString(inbox, 0, bytesRead));
            handler.BeginReceive(inbox, 0, inbox.Length, 0, ReadCallback, null);
        }
        else
        {
            handler.Shutdown(SocketShutdown.Both);
            handler.Close();
        }
    }
}
