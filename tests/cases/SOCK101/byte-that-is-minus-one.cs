// At the end of the stream the byte is 255, whose upper bits ask for a kind that there is not.
using System;
using System.IO;
using System.Net.Sockets;

public class Entity
{
    private readonly TcpClient client;

    public Entity(TcpClient client)
    {
        this.client = client;
    }

    public int Read()
    {
        NetworkStream stream = client.GetStream();
        int sum = 0;
        while (true)
        {
            byte key = (byte)stream.ReadByte();
            switch (key >> 5)
            {
                case 0:
                    sum++;
                    break;
                case 1:
                    sum += 2;
                    break;
                default:
                    throw new InvalidDataException("unknown kind");
            }
            if ((key & 31) == 0)
            {
                return sum;
            }
        }
    }

    public void Close()
    {
        client.Close();
    }
}
