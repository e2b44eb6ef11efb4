// There is no connection yet where the task is kept: if nobody connects, none ever comes of it.
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

class Pair
{
    public static async Task<(TcpClient, TcpClient)> Make()
    {
        var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        try
        {
            Task<TcpClient> coming = door.AcceptTcpClientAsync();
            var near = new TcpClient();
            try
            {
                await near.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)door.LocalEndpoint).Port);
                return (await coming, near);
            }
            catch
            {
                near.Dispose();
                throw;
            }
        }
        finally
        {
            door.Stop();
        }
    }
}
