// What Connected says from the first byte to the last, beside what is the case. The peer closes at
// once; this side reads the end of the stream and goes on sending, until a send fails.
// Usage: connected [port]

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

internal class Program
{
    private static void Main(string[] args)
    {
        using (Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            socket.Connect(new IPEndPoint(IPAddress.Loopback, int.Parse(args[0])));
            Say(socket, "connected");

            socket.Poll(-1, SelectMode.SelectRead);
            Say(socket, "the peer has closed");
            Console.WriteLine("Poll and Available: " + (socket.Available == 0 ? "gone" : "there"));

            int received = socket.Receive(new byte[1]);
            Say(socket, "Receive returned " + received);

            try
            {
                while (true)
                {
                    socket.Send(new byte[1]);
                    Say(socket, "Send succeeded");
                    Thread.Sleep(16);
                }
            }
            catch (SocketException)
            {
                Say(socket, "Send failed");
            }
        }
    }

    private static void Say(Socket socket, string what)
    {
        Console.WriteLine(what + ": Connected is " + socket.Connected);
    }
}
