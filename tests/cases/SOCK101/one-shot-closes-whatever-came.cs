// A one-shot answer: the handler closes the socket whatever came, so the count need not be tested: no finding.
using System;
using System.Net.Sockets;
using System.Text;

public class WhoisQuery
{
    private readonly byte[] answer = new byte[4096];

    public void Ask(Socket server, string domain)
    {
        server.Send(Encoding.ASCII.GetBytes(domain + "\r\n"));
        server.BeginReceive(answer, 0, answer.Length, SocketFlags.None, Answered, server);
    }

    private void Answered(IAsyncResult ar)
    {
        Socket server = (Socket)ar.AsyncState;
        try
        {
            int n = server.EndReceive(ar);
            Console.WriteLine(Encoding.ASCII.GetString(answer, 0, n));
        }
        finally
        {
            server.Dispose();
        }
    }
}
