// The field is named Client and is a TcpClient, so Client.Client is its socket, whose flag is asked before sending.
using System.Net.Sockets;

public class Postman
{
    private readonly TcpClient Client;

    public Postman(TcpClient client)
    {
        Client = client;
    }

    public void Deliver(byte[] letter)
    {
        if (Client.Client.Connected) // expect: SOCK301 (guard-io)
            Client.Client.Send(letter);
    }
}
