// When every slot is taken, the loop ends without a word about the client.
using System.Net.Sockets;

class Server
{
    private readonly TcpClient[] slots = new TcpClient[10];

    public void Accept(TcpListener listener)
    {
        TcpClient client = listener.AcceptTcpClient(); // expect: SOCK401
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i] == null)
            {
                slots[i] = client;
                break;
            }
        }
    }
}
