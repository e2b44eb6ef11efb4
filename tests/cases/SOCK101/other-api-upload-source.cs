// The 0 that ends this loop is the end of the uploaded file; the socket's stream is only written to: no finding.
using System.IO;
using System.Net.Sockets;

public class PhotoUploader
{
    private readonly TcpClient server;

    public PhotoUploader(TcpClient server)
    {
        this.server = server;
    }

    public void Upload(string path)
    {
        NetworkStream target = server.GetStream();
        using (FileStream source = File.OpenRead(path))
        {
            var block = new byte[8192];
            int n;
            while ((n = source.Read(block, 0, block.Length)) > 0)
            {
                target.Write(block, 0, n);
            }
        }
    }
}
