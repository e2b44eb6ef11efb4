// To use a member of the null that ends the stream raises: where nobody catches that, the process ends.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;

class Dispatcher
{
    private readonly TcpClient client;

    public Dispatcher(TcpClient client)
    {
        this.client = client;
    }

    public void Start()
    {
        new Thread(Run).Start();
        new Thread(RunUntilNull).Start();
        new Thread(RunOn).Start();
    }

    private void Run()
    {
        StreamReader reader = new StreamReader(client.GetStream());
        while (true)
        {
            string command = reader.ReadLine();
            Console.WriteLine(command.Trim());
        }
    }

    private void RunUntilNull()
    {
        StreamReader reader = new StreamReader(client.GetStream());
        try
        {
            while (true)
            {
                string command = reader.ReadLine();
                Console.WriteLine(command.Length);
            }
        }
        catch (NullReferenceException)
        {
            client.Close();
        }
    }

    private void RunOn()
    {
        StreamReader reader = new StreamReader(client.GetStream());
        while (true)
        {
            string command = reader.ReadLine(); // expect: SOCK101
            try
            {
                Console.WriteLine(command.Trim());
            }
            catch (Exception)
            {
                Console.WriteLine("no command");
            }
        }
    }
}
