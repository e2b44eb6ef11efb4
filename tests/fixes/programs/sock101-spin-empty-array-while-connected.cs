// Connected stays true after an orderly close, so the loop runs on over empty arrays at full speed: it spins.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class CameraPuller
{
    private readonly TcpClient camera;

    public CameraPuller(TcpClient camera)
    {
        this.camera = camera;
    }

    public async Task PullAsync()
    {
        while (camera.Connected) // expect: SOCK301 (loop)
        {
            byte[] jpeg = await NextPart();
            Console.WriteLine("{0} bytes of a picture", jpeg.Length);
        }
    }

    private async Task<byte[]> NextPart()
    {
        var buffer = new byte[65536];
        int n = await camera.GetStream().ReadAsync(buffer, 0, buffer.Length); // expect: SOCK101 (spin)
        Array.Resize(ref buffer, n);
        return buffer;
    }
}
