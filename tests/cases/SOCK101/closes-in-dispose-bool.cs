// The reader thread disposes its own session on 0, and Dispose(bool) closes the stream and with it the socket: no finding.
using System;
using System.Net.Sockets;
using System.Threading;

public class LabelPrinterSession : IDisposable
{
    private NetworkStream _stream;

    public LabelPrinterSession(TcpClient printer)
    {
        _stream = printer.GetStream();
        new Thread(ReadStatus) { IsBackground = true }.Start();
    }

    private void ReadStatus()
    {
        var status = new byte[32];
        while (true)
        {
            int n = _stream.Read(status, 0, status.Length);
            if (n <= 0)
            {
                Dispose();
                return;
            }

            Console.WriteLine("printer: " + status[0]);
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }
    }
}
