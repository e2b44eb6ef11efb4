// Each member has a synchronous and an asynchronous twin, and the timeout serves the former: low confidence, hidden by default.
using System.Net.Sockets;
using System.Threading.Tasks;

public class FuelPump
{
    private readonly NetworkStream pump;

    public FuelPump(TcpClient client)
    {
        client.ReceiveTimeout = 2000;
        pump = client.GetStream();
    }

    public int Read(byte[] litres)
    {
        return pump.Read(litres, 0, litres.Length);
    }

    public Task<int> ReadAsync(byte[] litres)
    {
        return pump.ReadAsync(litres, 0, litres.Length);
    }
}
