// A comparison says the same whichever operand stands first.
using System.Net.Sockets;

class Reader
{
    readonly byte[] buffer = new byte[100];

    public void Closes(Socket socket)
    {
        while (true)
        {
            int n = socket.Receive(buffer);
            if (0 >= n)
            {
                socket.Close();
                return;
            }
        }
    }

    public void Leaves(Socket socket)
    {
        while (true)
        {
            int n = socket.Receive(buffer); // expect: SOCK101
            if (0 == n)
                return;
        }
    }
}
