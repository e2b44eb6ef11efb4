// A test asserts the flag right after connecting: no finding.
using System;
using System.Net.Sockets;

public class ServerTests
{
    public void AcceptsAClient()
    {
        using (var client = new TcpClient())
        {
            client.Connect("127.0.0.1", 18080);
            Assert.True(client.Connected);
        }
    }
}

internal static class Assert
{
    internal static void True(bool condition)
    {
        if (!condition)
            throw new InvalidOperationException("expected true");
    }
}
