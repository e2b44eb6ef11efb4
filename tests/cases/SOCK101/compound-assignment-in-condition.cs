// The loop's condition assigns the count, adds it up and tests it at once; below the loop the socket is closed: no finding.
using System;
using System.IO;
using System.Net.Sockets;

public class CrashDumpFetcher
{
    public long Fetch(Socket device, Stream file)
    {
        long total = 0;
        int n;
        var page = new byte[4096];
        while ((total += n = device.Receive(page)) > 0 && n != 0)
        {
            file.Write(page, 0, n);
        }

        device.Close();
        return total;
    }
}
