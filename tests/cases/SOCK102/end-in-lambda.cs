using System.Net.Sockets;

class Sender
{
    public void Send(NetworkStream stream, byte[] data)
    {
        stream.BeginWrite(data, 0, data.Length, ar => stream.EndWrite(ar), null);
    }
}
