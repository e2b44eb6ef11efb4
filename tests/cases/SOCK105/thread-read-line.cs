// A reader over the stream raises what the stream raises.
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
        using (client)
        using (StreamReader reader = new StreamReader(client.GetStream()))
        {
            string line;
            while ((line = reader.ReadLine()) != null) // expect: SOCK105 (thread)
            {
                Console.WriteLine(line);
            }
        }
    }
}
