// An exception that leaves a thread ends the process, and its connections with it; one that leaves a method does not.
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;

class Greeter
{
    private readonly List<Socket> guests = new List<Socket>();
    private readonly Socket listener = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public void Start()
    {
        new Thread(Serve).Start();
    }

    private void Serve()
    {
        while (true)
        {
            Socket guest = listener.Accept();
            guest.Send(new byte[] { 1 });
            guests.Add(guest);
        }
    }

    public void ServeOne()
    {
        Socket guest = listener.Accept(); // expect: SOCK401
        guest.Send(new byte[] { 1 });
        guests.Add(guest);
    }
}
