// What it is passed to closes it unless the write fails, and the loop goes on.
using System;
using System.IO;
using System.Net.Sockets;

class Server
{
    public void Run(TcpListener listener)
    {
        while (true)
        {
            try
            {
                TcpClient client = listener.AcceptTcpClient(); // expect: SOCK401 (exception-path)
                Serve(client);
            }
            catch (IOException e)
            {
                Console.WriteLine(e.Message);
            }
        }
    }

    private static void Serve(TcpClient client)
    {
        client.GetStream().WriteByte(1);
        client.Close();
    }
}
