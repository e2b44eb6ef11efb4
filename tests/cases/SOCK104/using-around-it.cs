using System;
using System.Net.Sockets;

class Asker
{
    public string Ask(string host)
    {
        using (var client = new TcpClient(host, 7))
        {
            byte[] buffer = new byte[100];
            int read = 0;
            try
            {
                read = client.GetStream().Read(buffer, 0, 100);
            }
            catch (Exception e)
            {
                Console.WriteLine(e.Message);
            }
            return read == 0 ? null : System.Text.Encoding.ASCII.GetString(buffer, 0, read);
        }
    }
}
