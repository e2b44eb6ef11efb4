// A test that fails leaves the test.
using System.Net.Sockets;

class Reflector
{
    Socket socket;

    void Read()
    {
        byte[] buffer = new byte[64];
        while (true)
        {
            int count = socket.Receive(buffer);
            if (count == 0)
                Assert.Fail("the peer has closed");
        }
    }
}
