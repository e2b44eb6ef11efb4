// One framework gets the asynchronous body and the other the synchronous one, so both uses are in the source: low confidence, hidden by default.
using System.Net.Sockets;
using System.Threading.Tasks;

public class BadgePrinter
{
    private readonly Socket printer;

    public BadgePrinter(Socket printer)
    {
        this.printer = printer;
        this.printer.ReceiveTimeout = 6000;
    }

#if NET40
    public int Status(byte[] status)
    {
        return printer.Receive(status);
    }
#else
    public async Task<int> Status(byte[] status)
    {
        using (var stream = new NetworkStream(printer))
            return await stream.ReadAsync(status, 0, status.Length);
    }
#endif
}
