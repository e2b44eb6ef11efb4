// In a proxy handshake a fresh buffer stays zero when the proxy has closed, and zero is the code for success: the close is taken for consent, ignored.
using System;
using System.IO;
using System.Net.Sockets;

internal static class ProxyHandshake
{
    internal static void Request(NetworkStream proxy, byte[] target)
    {
        proxy.Write(target, 0, target.Length);

        var response = new byte[10];
        proxy.Read(response, 0, response.Length); // expect: SOCK101 (ignored)
        if (response[1] != 0)
            throw new IOException("proxy refused: " + response[1]);
    }
}
