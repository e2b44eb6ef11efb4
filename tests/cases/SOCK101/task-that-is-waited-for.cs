// A receive that met the end of the stream has come to its end: Wait says so, and the result is looked at.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class Reader
{
    private readonly TcpClient client;
    private readonly byte[] buffer = new byte[256];

    public Reader(TcpClient client)
    {
        this.client = client;
    }

    public bool Poll()
    {
        Task<int> reading = client.GetStream().ReadAsync(buffer, 0, buffer.Length);
        if (reading.Wait(1000))
        {
            if (reading.Result == 0)
            {
                client.Close();
                return false;
            }
            Console.WriteLine(reading.Result);
        }
        return true;
    }
}
