// A read of 0 goes through OnReceiveTerminated and EndSession before the client is closed, two calls down: no finding.
using System.Net.Sockets;
using System.Threading.Tasks;

public sealed class PagerUplink
{
    private readonly TcpClient client;
    private readonly byte[] frame = new byte[512];
    private bool terminated;

    public PagerUplink(TcpClient client) => this.client = client;

    public async Task RunAsync()
    {
        NetworkStream stream = client.GetStream();
        while (!terminated)
        {
            int got = await stream.ReadAsync(frame, 0, frame.Length);
            if (got == 0)
                OnReceiveTerminated();
            else
                await stream.WriteAsync(frame, 0, got);
        }
    }

    private void OnReceiveTerminated()
    {
        terminated = true;
        EndSession();
    }

    private void EndSession() => client.Close();
}
