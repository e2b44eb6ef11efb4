// What ReadByte yields at the end is less than any byte.
using System.Net.Sockets;
using System.Text;

class Lines
{
    public static string Read(TcpClient client)
    {
        var line = new StringBuilder();
        using (client)
        {
            NetworkStream stream = client.GetStream();
            int next = stream.ReadByte();
            while (next != '\n')
            {
                if (next < byte.MinValue)
                    break;
                line.Append((char)next);
                next = stream.ReadByte();
            }
        }
        return line.ToString();
    }

    public static string ReadFor(TcpClient client)
    {
        var line = new StringBuilder();
        using (client)
        {
            NetworkStream stream = client.GetStream();
            while (true)
            {
                int next = stream.ReadByte(); // expect: SOCK101 spin
                if (next > int.MaxValue)
                    break;
                line.Append((char)next);
            }
        }
        return line.ToString();
    }
}
