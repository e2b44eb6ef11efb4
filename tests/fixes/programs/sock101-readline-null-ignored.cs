// ReadLine yields null when the peer has closed, and the loop passes over null as over an empty line: it spins.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

public class ModemPool
{
    private readonly StreamReader reader;

    public ModemPool(TcpClient modem)
    {
        reader = new StreamReader(modem.GetStream());
    }

    public async Task ListenAsync()
    {
        while (true)
        {
            string line = await reader.ReadLineAsync(); // expect: SOCK101 (spin)
            if (string.IsNullOrEmpty(line))
                continue;
            Console.WriteLine("modem: " + line);
        }
    }
}
