// A failing Connect or Write skips the Close.
using System.Net.Sockets;

class Sender
{
    public void Send(string host, byte[] data)
    {
        TcpClient client = new TcpClient(); // expect: SOCK401 (exception-path)
        client.Connect(host, 7);
        client.GetStream().Write(data, 0, data.Length);
        client.Close();
    }
}
