// What a discard is given is compared all the same; as a statement of its own nobody has it.
using System.Net.Sockets;

class Receiver
{
    private readonly byte[] header = new byte[4];

    public void ReadAll(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        while ((_ = stream.Read(header, 0, 4)) != 0)
        {
            System.Console.WriteLine(header[0]);
        }
        client.Close();
    }

    public void ReadOne(TcpClient client)
    {
        _ = client.GetStream().Read(header, 0, 4); // expect: SOCK101 ignored
    }
}
