// Who has gone stays Connected, and so in the list; a list that somebody else counts on is no matter.
using System.Collections.Generic;
using System.Net.Sockets;

class Subscriber
{
    public string Name;
    public Socket Wire;
}

class Subscribers
{
    readonly List<Subscriber> all = new List<Subscriber>();
    readonly Dictionary<string, Subscriber> named = new Dictionary<string, Subscriber>();
    int asked;

    public void Sweep()
    {
        foreach (Subscriber each in all.ToArray())
        {
            if (!each.Wire.Connected) // expect: SOCK301 health-check
            {
                all.Remove(each);
            }
        }
    }

    public void SweepNamed(Subscriber each)
    {
        if (each.Wire == null || !each.Wire.Connected) // expect: SOCK301 health-check
        {
            named.Remove(each.Name);
        }
    }

    public void Count(Subscriber each)
    {
        if (each.Wire.Connected)
        {
            asked++;
        }
    }
}
