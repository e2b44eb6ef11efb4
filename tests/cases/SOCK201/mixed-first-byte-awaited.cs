// The first byte is awaited and the rest of the message is read synchronously, within the timeout: low confidence, hidden by default.
using System.Net.Sockets;
using System.Threading.Tasks;

public class ParcelScanner
{
    private readonly TcpClient scanner;

    public ParcelScanner(TcpClient scanner)
    {
        this.scanner = scanner;
        scanner.ReceiveTimeout = 400;
    }

    public async Task<int> NextAsync(byte[] label)
    {
        NetworkStream stream = scanner.GetStream();
        int n = await stream.ReadAsync(label, 0, 1);
        if (n == 0)
            return 0;
        return n + stream.Read(label, 1, label.Length - 1);
    }
}
