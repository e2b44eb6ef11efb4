// Available decides first whether there is something to read, and the flag behind it can add nothing: no finding.
using System.Net.Sockets;

public class MoleculeScanner
{
    private readonly TcpClient scanner;

    public MoleculeScanner(TcpClient scanner)
    {
        this.scanner = scanner;
    }

    public int Drain(byte[] spectrum)
    {
        int total = 0;
        while (scanner.Available > 0 && scanner.Connected && total < spectrum.Length)
        {
            total += scanner.GetStream().Read(spectrum, total, spectrum.Length - total);
        }

        return total;
    }
}
