using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using Vendor.Errors;

public class Reader
{
    private readonly Socket socket;

    public Reader(Socket socket)
    {
        this.socket = socket;
    }

    public async Task<int> Fill(Memory<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length)
        {
            int read = await socket.ReceiveAsync(buffer.Slice(count), SocketFlags.None);
            if (read <= 0)
                ProtocolException.ThrowConnectionWasClosed();
            count += read;
        }
        return count;
    }

    public async Task<int> FillAgain(Memory<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length)
        {
            int read = await socket.ReceiveAsync(buffer.Slice(count), SocketFlags.None);
            if (read == 0)
                ThrowHelper.EndOfStream();
            count += read;
        }
        return count;
    }

    public async Task<int> FillForEver(Memory<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length)
        {
            int read = await socket.ReceiveAsync(buffer.Slice(count), SocketFlags.None); // expect: SOCK101
            if (read == 0)
                ThrowHelper.ThrowIfDisposed(this);
            count += read;
        }
        return count;
    }
}
