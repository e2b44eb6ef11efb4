// On 0 the text is empty, its first letter is not there, and the catch around the loop closes.
using System;
using System.Net.Sockets;
using System.Text;

class Scanner
{
    public void Run(Socket socket)
    {
        byte[] buffer = new byte[64];
        try
        {
            while (true)
            {
                int count = socket.Receive(buffer);
                string text = Encoding.ASCII.GetString(buffer, 0, count);
                Console.WriteLine(text[0]);
            }
        }
        catch (IndexOutOfRangeException)
        {
            socket.Close();
        }
    }
}
