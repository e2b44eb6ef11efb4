using System.Net.Sockets;

class Dialer
{
    public TcpClient Dial(string host)
    {
        var client = new TcpClient();
        if (!client.BeginConnect(host, 502, null, null).AsyncWaitHandle.WaitOne(1000)) // expect: SOCK102 (waited)
        {
            client.Close();
            throw new System.TimeoutException();
        }
        return client;
    }
}
