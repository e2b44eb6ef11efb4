// Two programs, each with a Program of its own: this one's timeout serves its synchronous Receive, whatever the other does.
using System.Net.Sockets;

internal class Program
{
    private static Socket line;

    private static void Main()
    {
        line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        line.Connect("127.0.0.1", 7000);
        line.ReceiveTimeout = 500;
        byte[] reading = new byte[8];
        int n = line.Receive(reading);
        System.Console.WriteLine(n);
        line.Close();
    }
}
