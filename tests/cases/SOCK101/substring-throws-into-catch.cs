// On 0 the text is empty, Substring(0, -1) throws, and the catch of the loop closes the socket: closed by accident, no finding.
using System;
using System.Net.Sockets;
using System.Text;

public class BarcodeGate
{
    public void Scan(Socket scanner)
    {
        var raw = new byte[256];
        try
        {
            while (true)
            {
                int n = scanner.Receive(raw);
                string text = Encoding.ASCII.GetString(raw, 0, n);
                Console.WriteLine("code " + text.Substring(0, text.Length - 1));
            }
        }
        catch (Exception e)
        {
            Console.WriteLine("scanner gone: " + e.Message);
            scanner.Close();
        }
    }
}
