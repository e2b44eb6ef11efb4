// The handler looks at the error and not at the count: a transfer of 0 bytes is a success, and the receive is started again.
using System;
using System.Net.Sockets;

public class CoinCounter
{
    private readonly Socket counter;

    public CoinCounter(Socket counter)
    {
        this.counter = counter;
    }

    public void Begin(SocketAsyncEventArgs args)
    {
        args.Completed += OnReceived;
        Arm(args);
    }

    private void Arm(SocketAsyncEventArgs args)
    {
        if (!counter.ReceiveAsync(args))
            OnReceived(counter, args);
    }

    private void OnReceived(object sender, SocketAsyncEventArgs args)
    {
        if (args.SocketError != SocketError.Success)
        {
            counter.Close();
            return;
        }

        Console.WriteLine("{0} bytes of coins", args.BytesTransferred); // expect: SOCK101
        Arm(args);
    }
}
