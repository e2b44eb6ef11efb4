// The task's lambda has captured it.
using System.Net.Sockets;
using System.Threading.Tasks;

class Server
{
    public void Accept(TcpListener listener)
    {
        TcpClient client = listener.AcceptTcpClient();
        Task.Run(() => Serve(client));
    }

    private void Serve(TcpClient client)
    {
        using (client)
        {
            client.GetStream().WriteByte(1);
        }
    }
}
