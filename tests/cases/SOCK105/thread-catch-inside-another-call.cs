// A handler around the write does nothing for the read.
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
            new Thread(() => Serve(client)).Start();
        }
    }

    private void Serve(TcpClient client)
    {
        byte[] buffer = new byte[4096];
        NetworkStream stream = client.GetStream();
        while (stream.Read(buffer, 0, buffer.Length) > 0) // expect: SOCK105 (thread)
        {
            try
            {
                stream.Write(buffer, 0, 1);
            }
            catch (IOException)
            {
                break;
            }
        }
        client.Close();
    }
}
