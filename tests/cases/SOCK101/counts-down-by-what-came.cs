// Nothing is taken off what is left to come, so the loop asks for ever, whatever closes the connection behind it.
using System;
using System.Net.Sockets;
using System.Text;

public class Host
{
    private readonly TcpClient client;

    public Host(string name)
    {
        client = new TcpClient(name, 7);
    }

    public string Ask(int left)
    {
        var text = new StringBuilder();
        NetworkStream stream = client.GetStream();
        var data = new byte[1024];
        while (left > 0)
        {
            int count = stream.Read(data, 0, Math.Min(left, data.Length)); // expect: SOCK101 spin
            text.Append(Encoding.ASCII.GetString(data, 0, count));
            left -= count;
        }

        if (text.Length > 5)
        {
            client.Close();
        }

        return text.ToString();
    }
}
