// A test that expects the receive to time out fails when the stream ends; nobody catches that.
using System.Net.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;

public class TimeoutTest
{
    private readonly Socket client;

    public TimeoutTest(Socket client)
    {
        this.client = client;
    }

    public void ReceiveTimesOut()
    {
        try
        {
            client.Receive(new byte[1]);
            Assert.Fail();
        }
        catch (SocketException e)
        {
            Assert.AreEqual(SocketError.TimedOut, e.SocketErrorCode);
        }
    }
}
