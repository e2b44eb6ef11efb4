// ReadInt32 tells the end by EndOfStreamException, which the loop takes for one bad message among many.
using System;
using System.IO;
using System.Net.Sockets;

public class Player
{
    private readonly TcpClient client;
    private readonly BinaryReader reader;

    public Player(TcpClient client)
    {
        this.client = client;
        reader = new BinaryReader(client.GetStream());
    }

    public void Run()
    {
        while (true)
        {
            try
            {
                Handle(reader.ReadInt32()); // expect: SOCK101 (spin)
            }
            catch (Exception error)
            {
                Console.WriteLine(error);
            }
        }
    }

    private static void Handle(int message)
    {
        Console.WriteLine(message);
    }
}

public class TidyPlayer
{
    private readonly TcpClient client;

    public TidyPlayer(TcpClient client)
    {
        this.client = client;
    }

    public void Run()
    {
        BinaryReader reader = new BinaryReader(client.GetStream());
        try
        {
            while (true)
            {
                Console.WriteLine(reader.ReadInt32());
            }
        }
        catch (IOException)
        {
            client.Close();
        }
    }
}
