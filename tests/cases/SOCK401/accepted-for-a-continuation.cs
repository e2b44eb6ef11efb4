// What follows is given the task, and the socket with it: no finding.
using System.Net.Sockets;
using System.Threading.Tasks;

class Listener
{
    readonly TcpListener listener;
    Socket current;

    public Listener(TcpListener listener) => this.listener = listener;

    public void Start()
    {
        listener.AcceptSocketAsync().ContinueWith(Accepted);
    }

    void Accepted(Task<Socket> task)
    {
        current = task.Result;
        Start();
    }
}
