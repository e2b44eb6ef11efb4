// Splitting nothing at a separator makes an array of one piece, which is empty.
using System.Net.Sockets;
using System.Text;

class Commands
{
    readonly byte[] buffer = new byte[100];

    public void Counts(Socket socket)
    {
        while (true)
        {
            int n = socket.Receive(buffer);
            string[] parts = Encoding.ASCII.GetString(buffer, 0, n).Split(',');
            if (parts.Length != 3)
            {
                socket.Close();
                return;
            }
        }
    }

    public void LooksAtTheFirst(Socket socket)
    {
        while (true)
        {
            int n = socket.Receive(buffer);
            string[] parts = Encoding.ASCII.GetString(buffer, 0, n).Split(',');
            if (parts[0] == "")
            {
                socket.Close();
                return;
            }
        }
    }

    public void LooksForTwo(Socket socket)
    {
        while (true)
        {
            int n = socket.Receive(buffer); // expect: SOCK101
            string[] parts = Encoding.ASCII.GetString(buffer, 0, n).Split(',');
            if (parts.Length == 2)
            {
                socket.Close();
                return;
            }
        }
    }
}
