using System;
using System.Collections.Generic;
using System.Net.Sockets;

public class Guests
{
    private readonly List<Socket> all = new List<Socket>();

    public void Add(Socket guest)
    {
        all.Add(guest);
    }
}

public class Door
{
    private readonly Socket listener;
    private readonly Guests guests;
    private readonly Action<Socket> arrived;

    public Door(Socket listener, Guests guests, Action<Socket> arrived)
    {
        this.listener = listener;
        this.guests = guests;
        this.arrived = arrived;
    }

    public void Open()
    {
        var guest = listener.Accept();
        guests?.Add(guest);
    }

    public void Announce()
    {
        var guest = listener.Accept();
        arrived?.Invoke(guest);
    }

    public void Count()
    {
        var guest = listener.Accept(); // expect: SOCK401
        guests?.Add(null);
        Console.WriteLine(guest.RemoteEndPoint);
    }
}
