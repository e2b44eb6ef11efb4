// The catch disposes of the member, which is still null, and not of the local.
using System.Net.Sockets;

class Dialer
{
    private TcpClient client;

    public void Dial(string host)
    {
        var made = new TcpClient(); // expect: SOCK401 (exception-path)
        try
        {
            made.Connect(host, 7);
            client = made;
        }
        catch
        {
            client?.Dispose();
            throw;
        }
    }
}
