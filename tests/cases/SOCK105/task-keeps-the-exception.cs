// A task keeps what is raised in it.
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
            Task.Run(() => Serve(client));
        }
    }

    private void Serve(object state)
    {
        using (TcpClient client = (TcpClient)state)
        {
            byte[] buffer = new byte[4096];
            int count = client.GetStream().Read(buffer, 0, buffer.Length);
            Console.WriteLine(count);
        }
    }
}
