// The receive fails in a task that is returned and never awaited: its exception stays there, and the process goes on.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

class Server
{
    private readonly Socket listener;

    public Server(Socket listener)
    {
        this.listener = listener;
        listener.BeginAccept(OnAccept, null);
    }

    private void OnAccept(IAsyncResult result)
    {
        Socket client = listener.EndAccept(result);
        ReceiveAll(client);
    }

    private Task ReceiveAll(Socket client)
    {
        return Task.Run(() =>
        {
            using (client)
            {
                byte[] buffer = new byte[4096];
                while (client.Receive(buffer) > 0)
                {
                    Console.WriteLine("received");
                }
            }
        });
    }
}
