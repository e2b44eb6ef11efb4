// Whoever awaits the task is told of the count, the zero among them.
using System.Net.Sockets;
using Acme.Tasks;

class Peer
{
    static void Completed(object sender, SocketAsyncEventArgs e)
    {
        var source = (ReusableSource<int>)e.UserToken;
        if (e.SocketError != SocketError.Success)
            source.SetException(new SocketException((int)e.SocketError));
        else
            source.SetResult(e.BytesTransferred);
    }
}
