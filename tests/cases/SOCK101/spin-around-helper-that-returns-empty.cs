// At the end of the stream the helper returns "" at once, for ever, and the endless loop around it never looks: it spins at full speed.
using System;
using System.Net.Sockets;
using System.Text;
using System.Threading;

public class PinballMachine
{
    private readonly TcpClient cabinet;

    public PinballMachine(TcpClient cabinet)
    {
        this.cabinet = cabinet;
        new Thread(Play).Start();
    }

    private void Play()
    {
        while (true)
        {
            string message = NextMessage();
            foreach (string part in message.Split(';'))
                Console.WriteLine(part);
        }
    }

    private string NextMessage()
    {
        var raw = new byte[256];
        int n = cabinet.GetStream().Read(raw, 0, raw.Length); // expect: SOCK101 (spin)
        return Encoding.ASCII.GetString(raw, 0, n);
    }
}
