// WriteLine sends the end of a line even of null, so this goes on until the peer, gone, refuses it.
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

public static class Echo
{
    public static void Main()
    {
        TcpListener listener = new TcpListener(IPAddress.Any, 7000);
        listener.Start();
        while (true)
        {
            new Thread(Serve).Start(listener.AcceptTcpClient());
        }
    }

    private static void Serve(object state)
    {
        TcpClient client = (TcpClient)state;
        StreamReader reader = new StreamReader(client.GetStream());
        StreamWriter writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        try
        {
            while (true)
            {
                string line = reader.ReadLine(); // expect: SOCK101 (ignored)
                writer.WriteLine(line);
            }
        }
        catch (IOException)
        {
        }
        finally
        {
            client.Close();
        }
    }
}
