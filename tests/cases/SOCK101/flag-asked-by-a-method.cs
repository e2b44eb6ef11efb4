// A loop may ask for its flag by a method that does nothing but answer with it, and set it by another.
using System;
using System.Net.Sockets;

enum State { Running, Closing }

class Recorder
{
    private State state;
    private bool full;

    private void SetState(State next)
    {
        state = next;
    }

    private State GetState()
    {
        State now;
        now = state;
        return now;
    }

    private bool IsFull() => full;

    public void Run(Socket peer)
    {
        var buffer = new byte[100];
        SetState(State.Running);
        while (true)
        {
            int count = peer.Receive(buffer);
            if (count == 0) SetState(State.Closing);
            Console.WriteLine(count);
            if (GetState() == State.Closing) break;
        }
        peer.Close();
    }

    public void RunUntilFull(Socket peer)
    {
        var buffer = new byte[100];
        while (!IsFull())
        {
            int count = peer.Receive(buffer); // expect: SOCK101
            if (count == 0) SetState(State.Closing);
            Console.WriteLine(count);
        }
        peer.Close();
    }
}
