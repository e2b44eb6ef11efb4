// Whoever is given the count is told of the end, and may close: nobody here can see. That it is armed again can be seen.
using System;
using System.Net.Sockets;

class Receiver
{
    readonly NetworkStream stream;
    readonly byte[] buffer = new byte[4096];

    public event Action<byte[], int> Received;

    public Receiver(NetworkStream stream) => this.stream = stream;

    public void Start(Action<int> done)
    {
        stream.BeginRead(buffer, 0, buffer.Length, result => done(stream.EndRead(result)), null);
    }

    public void Listen()
    {
        stream.BeginRead(buffer, 0, buffer.Length, Read, null);
    }

    void Read(IAsyncResult result)
    {
        int count = stream.EndRead(result); // expect: SOCK101
        Received?.Invoke(buffer, count);
        Listen();
    }
}
