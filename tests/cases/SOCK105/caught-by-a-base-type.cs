// A handler of everything takes it.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Server
{
    public void Run(TcpListener listener)
    {
        while (true)
        {
            TcpClient client = listener.AcceptTcpClient();
            new Thread(Serve).Start(client);
        }
    }

    private void Serve(object state)
    {
        TcpClient client = (TcpClient)state;
        try
        {
            byte[] buffer = new byte[4096];
            Console.WriteLine(client.GetStream().Read(buffer, 0, buffer.Length));
        }
        catch (Exception e)
        {
            Console.WriteLine(e.Message);
        }
        finally
        {
            client.Close();
        }
    }
}
