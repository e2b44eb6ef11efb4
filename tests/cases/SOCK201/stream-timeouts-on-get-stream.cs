// The stream's own timeouts set the socket's options, which its ReadAsync and WriteAsync do not look at.
using System.Net.Sockets;
using System.Threading.Tasks;

public class VaultClient
{
    private readonly NetworkStream stream;

    public VaultClient(TcpClient client)
    {
        stream = client.GetStream();
        stream.ReadTimeout = 4000; // expect: SOCK201
        stream.WriteTimeout = 4000; // expect: SOCK201
    }

    public async Task<int> OpenAsync(byte[] code)
    {
        await stream.WriteAsync(code, 0, code.Length);
        return await stream.ReadAsync(code, 0, 1);
    }
}
