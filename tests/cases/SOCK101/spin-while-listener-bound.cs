// The loop asks whether the listener is bound, which says nothing of this client; after its close the loop runs on 0 for ever: it spins.
using System;
using System.Net.Sockets;

public class VotingHall
{
    private readonly Socket listener;

    public VotingHall(Socket listener)
    {
        this.listener = listener;
    }

    public void Hear(Socket booth)
    {
        byte[] vote = new byte[4];
        while (listener.IsBound)
        {
            booth.Receive(vote); // expect: SOCK101 (spin)
            Console.WriteLine("vote for {0}", vote[0]);
        }
    }
}
