// The count is compared with one, which 0 fails, and the loop is left for a Close below it: no finding.
using System.IO;
using System.Net.Sockets;

public static class FirmwareDownload
{
    public static void Save(Socket source, Stream target)
    {
        var chunk = new byte[8192];
        for (;;)
        {
            int size = source.Receive(chunk);
            if (size < 1)
                break;
            target.Write(chunk, 0, size);
        }

        source.Close();
    }
}
