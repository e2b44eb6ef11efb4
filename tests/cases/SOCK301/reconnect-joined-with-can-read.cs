// CanRead and CanWrite say what the stream was made for and the flag what was once: the kept stream may be long dead.
using System.Net.Sockets;

public class KeptStream
{
    private TcpClient client;
    private NetworkStream stream;

    public NetworkStream Open(string host, int port)
    {
        if (stream != null && stream.CanRead && stream.CanWrite && client.Connected) // expect: SOCK301 (reconnect)
            return stream;

        client?.Close();
        client = new TcpClient(host, port);
        stream = client.GetStream();
        return stream;
    }
}
