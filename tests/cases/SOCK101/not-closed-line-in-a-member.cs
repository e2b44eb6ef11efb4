// The member that holds the last line is tested where it is read, and by nobody else: nobody learns of the end.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;

class IrcClient
{
    private readonly StreamReader reader;
    private string line;

    public IrcClient(TcpClient client)
    {
        reader = new StreamReader(client.GetStream());
        new Thread(Listen).Start();
    }

    private void Listen()
    {
        while ((line = reader.ReadLine()) != null) // expect: SOCK101 (not-closed)
        {
            Console.WriteLine(line);
        }
    }
}
