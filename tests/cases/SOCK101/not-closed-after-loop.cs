// The loop ends on 0, the work that follows is all there is, and nobody closes the client that was passed in.
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

public class ManifestImport
{
    public async Task Import(TcpClient client, string folder)
    {
        var stream = client.GetStream();
        var part = new byte[4096];
        using (var file = File.Create(Path.Combine(folder, "manifest.xml")))
        {
            int read;
            while ((read = await stream.ReadAsync(part, 0, part.Length)) > 0) // expect: SOCK101 (not-closed)
            {
                await file.WriteAsync(part, 0, read);
            }
        }

        File.Move(Path.Combine(folder, "manifest.xml"), Path.Combine(folder, "ready.xml"));
    }
}
