// Args that completed at once never come back to the pool.
using System.Collections.Concurrent;
using System.Net.Sockets;

class Sender
{
    private readonly ConcurrentStack<SocketAsyncEventArgs> pool = new ConcurrentStack<SocketAsyncEventArgs>();
    private readonly Socket socket;

    public Sender(Socket socket)
    {
        this.socket = socket;
        for (int i = 0; i < 8; i++)
        {
            var args = new SocketAsyncEventArgs();
            args.Completed += Sent;
            pool.Push(args);
        }
    }

    public void Send(byte[] message)
    {
        SocketAsyncEventArgs args;
        if (pool.TryPop(out args))
        {
            args.SetBuffer(message, 0, message.Length);
            socket.SendAsync(args); // expect: SOCK103
        }
    }

    private void Sent(object sender, SocketAsyncEventArgs e)
    {
        pool.Push(e);
    }
}
