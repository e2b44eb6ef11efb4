// A lambda is a callback like any other.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Server
{
    public void Run(Socket listener)
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            Socket client = listener.Accept();
            client.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, ar =>
            {
                Console.WriteLine(client.EndReceive(ar)); // expect: SOCK105 (callback)
                client.Close();
            }, null);
        }
    }
}
