// The thread has it, as its argument.
using System.Net.Sockets;
using System.Threading;

class Server
{
    public void Accept(Socket listener)
    {
        Socket client = listener.Accept();
        Thread thread = new Thread(Serve);
        thread.Start(client);
    }

    private void Serve(object state)
    {
        using (Socket client = (Socket)state)
        {
            client.Send(new byte[4]);
        }
    }
}
