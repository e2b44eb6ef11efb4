// The one connection lives as long as the program does: no finding. One that is made in each turn of a loop does not.
using System;
using System.Net.Sockets;

class Program
{
    static void Main(string[] args)
    {
        TcpClient client = new TcpClient("localhost", 7000);
        NetworkStream stream = client.GetStream();
        stream.WriteByte(1);
        foreach (string host in args)
        {
            TcpClient other = new TcpClient(host, 7000); // expect: SOCK401
            Console.WriteLine(other.Client.RemoteEndPoint);
        }
    }
}
