// A missing client and one with a false flag are turned away together; one whose peer has closed is let through to the write.
using System.Net.Sockets;
using System.Threading.Tasks;

public class SlideRemote
{
    private TcpClient beamer;

    public void Pair(TcpClient client) => beamer = client;

    public async Task NextAsync()
    {
        if (!(beamer?.Connected ?? false)) // expect: SOCK301 (guard-io)
            return;
        await beamer.GetStream().WriteAsync(new byte[] { 0x4e }, 0, 1);
    }
}
