// What is called after each test closes the member that the helper is given.
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

[TestClass]
public class SessionTests
{
    private Socket ClientSocket { get; set; }

    [TestInitialize]
    public void Setup()
    {
        ClientSocket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        ClientSocket.Connect("localhost", 7000);
    }

    [TestCleanup]
    public void Cleanup()
    {
        ClientSocket?.Close();
    }

    [TestMethod]
    public async Task Greets()
    {
        byte[] greeting = await Receive(ClientSocket);
        Assert.AreEqual(5, greeting.Length);
    }

    private static async Task<byte[]> Receive(Socket socket)
    {
        byte[] buffer = new byte[5];
        await socket.ReceiveAsync(buffer, SocketFlags.None);
        return buffer;
    }
}
