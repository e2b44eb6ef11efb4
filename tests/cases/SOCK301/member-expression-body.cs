// IsOnline answers with the remembered flag, which stays true after the peer has closed.
using System.Net.Sockets;

public class ScannerLink
{
    private readonly TcpClient _client;

    public ScannerLink(TcpClient client) => _client = client;

    public bool IsOnline => _client.Connected; // expect: SOCK301 (member)
}
