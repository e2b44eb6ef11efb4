using System.IO.Pipes;

class Pipe
{
    public void Send(NamedPipeClientStream stream, byte[] data)
    {
        stream.BeginWrite(data, 0, data.Length, null, null);
    }
}
