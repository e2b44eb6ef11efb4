// What is made of nothing received is empty, and not null: a test for null is no test for the end.
using System.IO;
using System.Net.Sockets;
using System.Text;

class Reader
{
    readonly Socket socket;
    readonly byte[] buffer = new byte[100];

    Reader(Socket socket) => this.socket = socket;

    public void Conditional()
    {
        while (true)
        {
            int n = socket.Receive(buffer);
            string text = Encoding.UTF8.GetString(buffer, 0, n);
            if (text?.Length == 0)
            {
                socket.Close();
                return;
            }
        }
    }

    public void Pattern()
    {
        while (true)
        {
            int n = socket.Receive(buffer);
            string text = Encoding.UTF8.GetString(buffer, 0, n);
            if (text is { Length: 0 })
            {
                socket.Close();
                return;
            }
        }
    }

    public void Otherwise()
    {
        while (true)
        {
            int n = socket.Receive(buffer);
            string text = Encoding.UTF8.GetString(buffer, 0, n);
            if ((text ?? "nothing") == "")
            {
                socket.Close();
                return;
            }
        }
    }

    public void Bytes()
    {
        var reader = new BinaryReader(new NetworkStream(socket));
        while (true)
        {
            byte[] bytes = reader.ReadBytes(10);
            if (bytes != null && bytes.Length == 0)
            {
                socket.Close();
                return;
            }
        }
    }

    public void AsksForNull()
    {
        while (true)
        {
            int n = socket.Receive(buffer); // expect: SOCK101
            string text = Encoding.UTF8.GetString(buffer, 0, n);
            if (text == null)
            {
                socket.Close();
                return;
            }
        }
    }

    public void TrimmedLine(StreamReader reader)
    {
        reader = new StreamReader(new NetworkStream(socket));
        while (true)
        {
            string line = reader.ReadLine()?.Trim();
            if (line == null)
            {
                socket.Close();
                return;
            }
        }
    }
}
