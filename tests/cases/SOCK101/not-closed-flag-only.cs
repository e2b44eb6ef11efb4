// On 0 a flag is set, and a flag closes nothing: the socket stays open.
using System;
using System.Net.Sockets;

public class ArcadeClient
{
    private readonly Socket server;
    private readonly byte[] state = new byte[512];
    private bool disconnected;

    public ArcadeClient(Socket server)
    {
        this.server = server;
    }

    public bool Playing
    {
        get { return !disconnected; }
    }

    public void Join()
    {
        server.BeginReceive(state, 0, state.Length, SocketFlags.None, OnState, null);
    }

    private void OnState(IAsyncResult ar)
    {
        int bytes = server.EndReceive(ar); // expect: SOCK101 (not-closed)
        if (bytes == 0)
        {
            disconnected = true;
            return;
        }

        Console.WriteLine("frame {0}", state[0]);
        Join();
    }
}
