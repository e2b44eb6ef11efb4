using System;
using System.Net.Sockets;

static class Program
{
    static void Main()
    {
        try
        {
            TcpClient client = new TcpClient("localhost", 7); // expect: SOCK401 (exception-path)
            int read = client.GetStream().Read(new byte[10], 0, 10);
            Console.WriteLine(read);
            client.Close();
        }
        catch (Exception e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
