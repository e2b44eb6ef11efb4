// Request and answer go through a writer and a reader that work synchronously on the stream, so both timeouts serve: no finding.
using System.IO;
using System.Net.Sockets;

public class BridgeControl
{
    public int Raise(string host, int metres)
    {
        using (var client = new TcpClient(host, 3300))
        {
            client.SendTimeout = 1000;
            client.ReceiveTimeout = 1000;
            var writer = new BinaryWriter(client.GetStream());
            var reader = new BinaryReader(client.GetStream());
            writer.Write(metres);
            writer.Flush();
            return reader.ReadInt32();
        }
    }
}
