// The timeout is set wherever there is a client, and the client is only used with await, so it never limits anything.
using System.Net.Sockets;
using System.Threading.Tasks;

public class HotelGateway
{
    private TcpClient client;

    public async Task ConnectAsync(string host)
    {
        client = new TcpClient();
        await client.ConnectAsync(host, 4040);
    }

    public void Tune(int milliseconds)
    {
        if (client != null)
        {
            client.SendTimeout = milliseconds; // expect: SOCK201
        }
    }

    public Task BookAsync(byte[] booking)
    {
        return client.GetStream().WriteAsync(booking, 0, booking.Length);
    }
}
