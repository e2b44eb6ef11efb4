// The next turn accepts another client, whose receive is another one: this one's goes round no loop, but is left open.
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;

class Lobby
{
    private readonly List<TcpClient> players = new List<TcpClient>();

    public void Run(TcpListener listener)
    {
        while (true)
        {
            TcpClient client = listener.AcceptTcpClient(); // expect: SOCK401
            string name;
            try
            {
                NetworkStream stream = client.GetStream();
                byte[] buffer = new byte[1024];
                int count = stream.Read(buffer, 0, buffer.Length); // expect: SOCK104 (not-closed)
                if (count == 0)
                {
                    client.Close();
                    continue;
                }
                name = Encoding.UTF8.GetString(buffer, 0, count);
            }
            catch (Exception e)
            {
                Console.WriteLine(e.Message);
                continue;
            }
            Console.WriteLine(name);
            players.Add(client);
        }
    }
}
