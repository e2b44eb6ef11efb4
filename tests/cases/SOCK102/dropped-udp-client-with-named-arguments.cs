using System.Net.Sockets;

class Beacon
{
    private readonly UdpClient client = new UdpClient("localhost", 9);

    public void Ping(byte[] data)
    {
        client.BeginSend(data, data.Length, requestCallback: null, state: null); // expect: SOCK102 (dropped)
    }
}
