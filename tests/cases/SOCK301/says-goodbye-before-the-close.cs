// A last message is sent if it may still arrive, by a method that closes whatever comes of it.
using System.Net.Sockets;

class Client
{
    readonly TcpClient client = new TcpClient("localhost", 80);

    public void Disconnect(bool forced)
    {
        if (forced)
            client.Close();
        else if (client.Connected)
            client.GetStream().Write(new byte[] { 4 }, 0, 1);
    }

    public void Quit()
    {
        if (client.Connected)
            client.GetStream().Write(new byte[] { 4 }, 0, 1);
        Finish();
    }

    public void Send(byte[] data)
    {
        if (client.Connected) // expect: SOCK301
            client.GetStream().Write(data, 0, data.Length);
    }

    void Finish()
    {
        client.Close();
    }
}
