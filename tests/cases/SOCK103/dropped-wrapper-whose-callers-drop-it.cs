// The wrapper hands the answer on, and nobody takes it.
using System.Net.Sockets;

class Link
{
    private readonly Socket socket;
    private readonly SocketAsyncEventArgs args = new SocketAsyncEventArgs();

    public Link(Socket socket)
    {
        this.socket = socket;
        args.SetBuffer(new byte[64], 0, 64);
        args.Completed += OnData;
        Arm();
    }

    private bool Arm()
    {
        return socket.ReceiveAsync(args); // expect: SOCK103
    }

    private void OnData(object sender, SocketAsyncEventArgs e)
    {
        if (e.SocketError != SocketError.Success || e.BytesTransferred < 1)
        {
            socket.Close();
        }
        else
        {
            Arm();
        }
    }
}
