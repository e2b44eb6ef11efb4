// The count and the error are put into an object that yields or raises them to whoever awaits it.
using System;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

class Completion : INotifyCompletion
{
    int count;
    SocketError error;
    Action next;

    public bool IsCompleted => false;

    public Completion GetAwaiter() => this;

    public int GetResult()
    {
        if (error != SocketError.Success)
        {
            throw new SocketException((int)error);
        }
        return count;
    }

    public void OnCompleted(Action continuation)
    {
        next = continuation;
    }

    public void Complete(int transferred, SocketError outcome)
    {
        count = transferred;
        error = outcome;
        next?.Invoke();
    }
}

class Receiver
{
    readonly Socket wire;
    readonly SocketAsyncEventArgs arguments = new SocketAsyncEventArgs();
    readonly Completion completion = new Completion();

    public Receiver(Socket wire)
    {
        this.wire = wire;
        arguments.SetBuffer(new byte[256], 0, 256);
        arguments.Completed += (_, e) => completion.Complete(e.BytesTransferred, e.SocketError);
    }

    public Completion Receive()
    {
        if (!wire.ReceiveAsync(arguments))
        {
            completion.Complete(arguments.BytesTransferred, arguments.SocketError);
        }
        return completion;
    }
}

class Session
{
    readonly Socket wire;
    readonly Receiver receiver;

    public Session(Socket wire)
    {
        this.wire = wire;
        receiver = new Receiver(wire);
    }

    public async Task Run()
    {
        try
        {
            while (true)
            {
                int count = await receiver.Receive();
                if (count == 0)
                {
                    break;
                }
                Console.WriteLine(count);
            }
        }
        finally
        {
            wire.Dispose();
        }
    }
}
