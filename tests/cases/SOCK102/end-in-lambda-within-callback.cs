using System;
using System.Net.Sockets;
using System.Threading;

class Sender
{
    private readonly NetworkStream stream;

    public Sender(TcpClient client)
    {
        stream = client.GetStream();
    }

    public void Send(byte[] data)
    {
        stream.BeginWrite(data, 0, data.Length, Written, null);
    }

    private void Written(IAsyncResult ar)
    {
        ThreadPool.QueueUserWorkItem(_ => stream.EndWrite(ar));
    }
}
