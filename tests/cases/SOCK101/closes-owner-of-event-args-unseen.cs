// Whose event args are may be anybody: ending what nobody knows the type of may well close the connection, ending what
// is of another type does not.
using System.Net.Sockets;
using System.Threading;
using Elsewhere;

class Handler
{
    private readonly Semaphore places = new Semaphore(10, 10);

    private void Received(SocketAsyncEventArgs args)
    {
        if (args.BytesTransferred == 0)
        {
            Sessions.Of(args).Close();
            return;
        }
        if (!args.AcceptSocket.ReceiveAsync(args))
        {
            Received(args);
        }
    }

    private void ReceivedNothing(SocketAsyncEventArgs args)
    {
        if (args.BytesTransferred == 0) // expect: SOCK101
        {
            places.Release();
            return;
        }
        if (!args.AcceptSocket.ReceiveAsync(args))
        {
            ReceivedNothing(args);
        }
    }
}
