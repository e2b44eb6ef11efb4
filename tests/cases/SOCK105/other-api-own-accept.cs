// A method of that name of the program's own.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

class Guests
{
    public Stream Accept()
    {
        return new MemoryStream();
    }
}

class Server
{
    public void Run(Guests guests)
    {
        Stream guest = guests.Accept();
        new Thread(() => Console.WriteLine(guest.ReadByte())).Start();
    }
}
