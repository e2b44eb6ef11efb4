// Neither of the two reads, plain or TLS, has its count looked at, and the peer's close goes by unnoticed: two findings.
using System;
using System.Net.Security;
using System.Net.Sockets;

public class DirectoryLookup
{
    private readonly NetworkStream plain;
    private readonly SslStream tls;

    public DirectoryLookup(TcpClient client, bool secure)
    {
        plain = client.GetStream();
        tls = secure ? new SslStream(plain) : null;
    }

    public void Bind()
    {
        var result = new byte[14];
        if (tls != null)
            tls.Read(result, 0, result.Length); // expect: SOCK101 (ignored)
        else
            plain.Read(result, 0, result.Length); // expect: SOCK101 (ignored)
        Console.WriteLine("bind result {0}", result[9]);
    }
}
