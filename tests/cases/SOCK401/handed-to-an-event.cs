// An event that nobody here subscribes to is for those who use the class.
using System;
using System.Net;
using System.Net.Sockets;

class Porter
{
    private readonly Socket listener = new Socket(SocketType.Stream, ProtocolType.Tcp);

    public event Action<Socket> Arrived;

    private bool open = true;

    private void Accepted(IAsyncResult ar)
    {
        Socket guest = listener.EndAccept(ar);
        Arrived?.Invoke(guest);
        listener.BeginAccept(Accepted, null);
    }

    private void AcceptedWhileOpen(IAsyncResult ar)
    {
        Socket guest = listener.EndAccept(ar); // expect: SOCK401
        if (open && Arrived != null)
        {
            Arrived(guest);
        }
        listener.BeginAccept(AcceptedWhileOpen, null);
    }
}
