// One method does both, as its parameter says, and the timeout serves the synchronous way: low confidence, hidden by default.
using System.Net.Sockets;
using System.Threading.Tasks;

internal class RowReader
{
    private readonly Socket socket;
    private readonly NetworkStream stream;

    internal RowReader(Socket socket, int timeout)
    {
        this.socket = socket;
        this.socket.ReceiveTimeout = timeout;
        stream = new NetworkStream(socket, true);
    }

    internal async Task<int> Fill(byte[] row, bool async)
    {
        if (async)
            return await stream.ReadAsync(row, 0, row.Length).ConfigureAwait(false);
        else
            return stream.Read(row, 0, row.Length);
    }
}
