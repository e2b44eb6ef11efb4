// Each null line is counted, and after five of them the loop is left: the count is moved beside the test that asks for it.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;

public class Bot
{
    private readonly TcpClient client;
    private readonly StreamReader reader;

    public Bot(TcpClient client)
    {
        this.client = client;
        reader = new StreamReader(client.GetStream());
    }

    public void Start()
    {
        new Thread(Read).Start();
    }

    private void Read()
    {
        int blank = 0;
        while (true)
        {
            string line = reader.ReadLine();
            if (string.IsNullOrEmpty(line))
            {
                blank++;
            }
            else
            {
                Console.WriteLine(line);
            }
            if (blank >= 5)
            {
                break;
            }
        }
        client.Close();
    }
}
