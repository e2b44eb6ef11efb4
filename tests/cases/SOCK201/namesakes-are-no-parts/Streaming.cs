// The other: all of its receiving is by BeginReceive, and obeys no timeout.
using System;
using System.Net.Sockets;

internal class Program
{
    private static Socket line;
    private static readonly byte[] Reading = new byte[8];

    private static void Main()
    {
        line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        line.Connect("127.0.0.1", 7001);
        line.ReceiveTimeout = 500; // expect: SOCK201
        line.BeginReceive(Reading, 0, Reading.Length, SocketFlags.None, OnReceived, null);
        Console.ReadLine();
    }

    private static void OnReceived(IAsyncResult result)
    {
        Console.WriteLine(line.EndReceive(result));
        line.Close();
    }
}
