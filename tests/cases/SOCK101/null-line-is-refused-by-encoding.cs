// GetBytes takes no null: the end of the stream leaves the loop as an exception, for whoever asked.
using System.IO;
using System.Net.Sockets;
using System.Text;

public class Mailbox
{
    private readonly TcpClient client;
    private readonly StreamReader reader;

    public Mailbox(TcpClient client)
    {
        this.client = client;
        reader = new StreamReader(client.GetStream());
    }

    public byte[] Message()
    {
        MemoryStream message = new MemoryStream();
        while (true)
        {
            string line = reader.ReadLine();
            if (line == ".")
            {
                return message.ToArray();
            }
            byte[] bytes = Encoding.ASCII.GetBytes(line);
            message.Write(bytes, 0, bytes.Length);
        }
    }

    public void Close()
    {
        client.Close();
    }
}
